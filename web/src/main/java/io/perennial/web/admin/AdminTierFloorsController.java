package io.perennial.web.admin;

import io.perennial.membership.AppointStaff;
import io.perennial.membership.HoldTier;
import io.perennial.membership.HoldTier.Outcome;
import io.perennial.membership.MemberId;
import io.perennial.membership.ReadLadder;
import io.perennial.membership.ReadMember;
import io.perennial.membership.ReadStanding;
import io.perennial.membership.ReadTierFloors;
import io.perennial.membership.Standing;
import io.perennial.membership.Tier;
import io.perennial.web.pages.Notice;
import io.perennial.web.security.SignedInStaff;
import jakarta.servlet.http.HttpServletResponse;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** A member's tier, as long as it holds, and what staff give by hand. */
@Controller
@RequestMapping("/admin/members/{id}/tier")
class AdminTierFloorsController {

    private final ReadMember members;
    private final ReadStanding standings;
    private final ReadTierFloors floors;
    private final ReadLadder ladder;
    private final HoldTier holdTier;
    private final AppointStaff staff;

    AdminTierFloorsController(
            ReadMember members,
            ReadStanding standings,
            ReadTierFloors floors,
            ReadLadder ladder,
            HoldTier holdTier,
            AppointStaff staff) {
        this.members = members;
        this.standings = standings;
        this.floors = floors;
        this.ladder = ladder;
        this.holdTier = holdTier;
        this.staff = staff;
    }

    @GetMapping("/edit")
    String edit(
            @PathVariable MemberId id,
            @ModelAttribute("form") TierFloorForm form,
            @ModelAttribute("end") ReasonForm end,
            Locale locale,
            Model model) {
        model.addAttribute("profile", members.find(id).orElseThrow(AdminTierFloorsController::missing));
        model.addAttribute("standing", standing(id));
        var inForce = ladder.ladder();
        model.addAttribute("ladder", inForce);
        model.addAttribute("floors", floors.of(id));
        model.addAttribute(
                "names",
                staff.accounts().stream()
                        .collect(Collectors.toMap(AppointStaff.Account::id, AppointStaff.Account::displayName)));
        model.addAttribute(
                "tiers",
                inForce.tiers().stream()
                        .filter(tier -> tier.rank() > 0)
                        .collect(Collectors.toMap(
                                Tier::code, tier -> tier.name().in(locale), (one, _) -> one, LinkedHashMap::new)));
        return "admin/members/tier";
    }

    @PostMapping
    String hold(
            @PathVariable MemberId id,
            @ModelAttribute("form") TierFloorForm form,
            BindingResult errors,
            @ModelAttribute("end") ReasonForm end,
            @AuthenticationPrincipal SignedInStaff me,
            Locale locale,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        var lastDay = form.lastDay(errors);
        if (!errors.hasErrors()) {
            switch (holdTier.hold(id, form.tier(), lastDay, form.reason(), me.id())) {
                case Outcome.Done _ -> {
                    Notice.success("admin.tier.held").after(redirect);
                    return "redirect:/admin/members/" + id;
                }
                case Outcome.UnknownMember _ -> throw missing();
                case Outcome.MemberClosed _ -> errors.reject("admin.tier.closed");
                case Outcome.UnknownTier _ -> errors.rejectValue("tier", "admin.tier.unknown");
                case Outcome.ReasonMissing _ -> errors.rejectValue("reason", "admin.reason.missing");
                case Outcome.DayIsOver _ -> errors.rejectValue("lastDay", "admin.tier.day.over");
                case Outcome.Full _ -> errors.rejectValue("tier", "admin.tier.full");
                case Outcome.NothingHeld _ -> throw new IllegalStateException("nothing was to be ended");
            }
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return edit(id, form, end, locale, model);
    }

    @PostMapping("/release")
    String release(
            @PathVariable MemberId id,
            @ModelAttribute("form") TierFloorForm form,
            @ModelAttribute("end") ReasonForm end,
            BindingResult errors,
            @AuthenticationPrincipal SignedInStaff me,
            Locale locale,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        var outcome = holdTier.release(id, end.reason(), me.id());
        if (outcome instanceof Outcome.ReasonMissing) {
            errors.rejectValue("reason", "admin.reason.missing");
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return edit(id, form, end, locale, model);
        }
        if (outcome instanceof Outcome.UnknownMember) {
            throw missing();
        }
        var notice = outcome instanceof Outcome.Done
                ? Notice.success("admin.tier.released")
                : Notice.error("admin.tier.nothing-held");
        notice.after(redirect);
        return "redirect:/admin/members/" + id;
    }

    private Standing standing(MemberId id) {
        return standings.of(id).orElseThrow(AdminTierFloorsController::missing);
    }

    private static ResponseStatusException missing() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
