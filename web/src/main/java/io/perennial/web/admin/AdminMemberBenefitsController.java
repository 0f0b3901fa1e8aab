package io.perennial.web.admin;

import io.perennial.membership.AppointStaff;
import io.perennial.membership.Benefit;
import io.perennial.membership.GrantBenefit;
import io.perennial.membership.GrantBenefit.Outcome;
import io.perennial.membership.MemberId;
import io.perennial.membership.ReadBenefits;
import io.perennial.membership.ReadMember;
import io.perennial.web.pages.Notice;
import io.perennial.web.security.SignedInStaff;
import jakarta.servlet.http.HttpServletResponse;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.UUID;
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

/** What one member has and had of benefits, and what staff grant singly. */
@Controller
@RequestMapping("/admin/members/{id}/benefits")
class AdminMemberBenefitsController {

    private static final int LATEST = 50;

    private final ReadMember members;
    private final ReadBenefits benefits;
    private final GrantBenefit granting;
    private final AppointStaff staff;

    AdminMemberBenefitsController(
            ReadMember members, ReadBenefits benefits, GrantBenefit granting, AppointStaff staff) {
        this.members = members;
        this.benefits = benefits;
        this.granting = granting;
        this.staff = staff;
    }

    @GetMapping
    String show(@PathVariable MemberId id, @ModelAttribute("form") BenefitGrantForm form, Locale locale, Model model) {
        var all = benefits.all();
        model.addAttribute("profile", members.find(id).orElseThrow(AdminMemberBenefitsController::missing));
        model.addAttribute("mine", benefits.of(id));
        model.addAttribute("grants", benefits.grants(id));
        model.addAttribute("uses", benefits.uses(id, LATEST));
        model.addAttribute("benefits", all.stream().collect(Collectors.toMap(Benefit::id, benefit -> benefit)));
        model.addAttribute(
                "choices",
                all.stream()
                        .filter(benefit -> !benefit.retired())
                        .collect(Collectors.toMap(
                                benefit -> benefit.id().toString(),
                                benefit -> benefit.name().in(locale),
                                (one, _) -> one,
                                LinkedHashMap::new)));
        model.addAttribute(
                "names",
                staff.accounts().stream()
                        .collect(Collectors.toMap(AppointStaff.Account::id, AppointStaff.Account::displayName)));
        return "admin/members/benefits";
    }

    @PostMapping
    String grant(
            @PathVariable MemberId id,
            @ModelAttribute("form") BenefitGrantForm form,
            BindingResult errors,
            @AuthenticationPrincipal SignedInStaff me,
            Locale locale,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        var benefit = form.benefitId(errors);
        var lastDay = form.day(errors);
        var uses = form.number(errors);
        if (!errors.hasErrors()) {
            switch (granting.grant(id, benefit.orElseThrow(), uses, lastDay, form.reason(), me.id())) {
                case Outcome.Done _ -> {
                    Notice.success("admin.benefits.granted").after(redirect);
                    return "redirect:/admin/members/" + id + "/benefits";
                }
                case Outcome.UnknownMember _ -> throw missing();
                case Outcome.MemberClosed _ -> errors.reject("admin.tier.closed");
                case Outcome.UnknownBenefit _ -> errors.rejectValue("benefit", "admin.benefits.form.choose");
                case Outcome.ReasonMissing _ -> errors.rejectValue("reason", "admin.reason.missing");
                case Outcome.DayIsOver _ -> errors.rejectValue("lastDay", "admin.tier.day.over");
                case Outcome.BadNumberOfUses _ ->
                    errors.rejectValue("uses", "admin.benefits.form.quota", new Object[] {Benefit.MOST_USES}, null);
                case Outcome.UnknownGrant _ -> throw new IllegalStateException("nothing was to be revoked");
            }
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return show(id, form, locale, model);
    }

    @PostMapping("/{grant}/revoke")
    String revoke(
            @PathVariable MemberId id,
            @PathVariable UUID grant,
            @ModelAttribute("end") ReasonForm end,
            @AuthenticationPrincipal SignedInStaff me,
            RedirectAttributes redirect) {
        var notice = switch (granting.revoke(id, grant, end.reason(), me.id())) {
            case Outcome.Done _ -> Notice.success("admin.benefits.revoked");
            case Outcome.ReasonMissing _ -> Notice.error("admin.reason.missing");
            default -> Notice.error("admin.benefits.grant.gone");
        };
        notice.after(redirect);
        return "redirect:/admin/members/" + id + "/benefits";
    }

    private static ResponseStatusException missing() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
