package io.perennial.web.admin;

import io.perennial.membership.AppointStaff;
import io.perennial.membership.EditLadder;
import io.perennial.membership.FindMembers;
import io.perennial.membership.Ladder;
import io.perennial.membership.LadderTerms;
import io.perennial.membership.Programme;
import io.perennial.membership.ReadBenefits;
import io.perennial.membership.ReadLadder;
import io.perennial.membership.StaffId;
import io.perennial.membership.Tier;
import io.perennial.web.pages.Notice;
import io.perennial.web.pages.TierWords;
import io.perennial.web.security.SignedInStaff;
import jakarta.servlet.http.HttpServletResponse;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
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
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The ladder of tiers: nobody publishes an edit without having seen whom it moves. */
@Controller
@RequestMapping("/admin/tiers")
class AdminTiersController {

    private final ReadLadder ladder;
    private final EditLadder editing;
    private final FindMembers members;
    private final AppointStaff staff;
    private final ReadBenefits benefits;
    private final Programme programme;
    private final MessageSource texts;

    AdminTiersController(
            ReadLadder ladder,
            EditLadder editing,
            FindMembers members,
            AppointStaff staff,
            ReadBenefits benefits,
            Programme programme,
            MessageSource texts) {
        this.ladder = ladder;
        this.editing = editing;
        this.members = members;
        this.staff = staff;
        this.benefits = benefits;
        this.programme = programme;
        this.texts = texts;
    }

    @GetMapping
    String list(Locale locale, Model model) {
        var inForce = ladder.ladder();
        model.addAttribute("tiers", members.perTier());
        model.addAttribute("version", ladder.version());
        model.addAttribute("tierWords", new TierWords(texts, locale));
        model.addAttribute("terms", inForce.terms());
        model.addAttribute("announced", ladder.announced().orElse(null));
        model.addAttribute("history", ladder.history());
        model.addAttribute("names", names());
        return "admin/tiers/list";
    }

    @GetMapping("/edit")
    String edit(Model model) {
        return form(LadderForm.of(ladder.ladder(), ladder.version()).withRoomForOneMore(), model);
    }

    /** Back from the preview with what was typed. */
    @PostMapping(path = "/edit", params = "again")
    String editAgain(@ModelAttribute("form") LadderForm form, Model model) {
        return form(form, model);
    }

    @PostMapping("/preview")
    String preview(
            @ModelAttribute("form") LadderForm form, BindingResult errors, Model model, HttpServletResponse response) {
        var typed = form.read(errors);
        form.day(errors);
        if (typed.isEmpty() || errors.hasErrors()) {
            return refused(form, model, response);
        }
        return preview(form, typed.get(), model);
    }

    @PostMapping("/edit")
    String publish(
            @ModelAttribute("form") LadderForm form,
            BindingResult errors,
            @AuthenticationPrincipal SignedInStaff me,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        var typed = form.read(errors);
        if (typed.isEmpty()) {
            return refused(form, model, response);
        }
        var from = form.day(errors);
        if (errors.hasErrors()) {
            return refused(form, model, response);
        }
        var outcome = from.isPresent()
                ? editing.announce(typed.get(), form.versionNumber(), from.get(), me.id())
                : editing.publish(typed.get(), form.versionNumber(), me.id());
        switch (outcome) {
            case EditLadder.Outcome.Published(var impact) -> {
                Notice.success(
                                "admin.tiers.published",
                                impact.moves().stream()
                                        .mapToLong(EditLadder.Move::members)
                                        .sum())
                        .after(redirect);
                return "redirect:/admin/tiers";
            }
            case EditLadder.Outcome.Announced _ -> {
                Notice.success(
                                "admin.tiers.announced.done",
                                from.map(LocalDate::toString).orElse(""))
                        .after(redirect);
                return "redirect:/admin/tiers";
            }
            case EditLadder.Outcome.Withdrawn _ -> throw new IllegalStateException("nothing was to be withdrawn");
            case EditLadder.Outcome.AnotherAnnounced _ -> errors.reject("admin.tiers.another-announced");
            case EditLadder.Outcome.DayIsOver _ -> errors.rejectValue("from", "admin.tiers.form.from.over");
            case EditLadder.Outcome.TierRemoved(var code) ->
                errors.reject("admin.tiers.tier-removed", new Object[] {code}, null);
            case EditLadder.Outcome.OrderChanged _ -> errors.reject("admin.tiers.order-changed");
            case EditLadder.Outcome.ChangedMeanwhile _ -> errors.reject("admin.tiers.changed-meanwhile");
        }
        return refused(form, model, response);
    }

    @PostMapping("/announced/{version}/withdraw")
    String withdraw(@PathVariable int version, @AuthenticationPrincipal SignedInStaff me, RedirectAttributes redirect) {
        var notice = editing.withdraw(version, me.id()) instanceof EditLadder.Outcome.Withdrawn
                ? Notice.success("admin.tiers.withdrawn")
                : Notice.error("admin.tiers.changed-meanwhile");
        notice.after(redirect);
        return "redirect:/admin/tiers";
    }

    private Map<StaffId, String> names() {
        return staff.accounts().stream()
                .collect(Collectors.toMap(AppointStaff.Account::id, AppointStaff.Account::displayName));
    }

    private String preview(LadderForm form, Ladder typed, Model model) {
        model.addAttribute("form", form);
        model.addAttribute("ladder", typed);
        model.addAttribute("terms", new TierWords(texts, LocaleContextHolder.getLocale()).terms(typed.terms()));
        var impact = editing.preview(typed);
        model.addAttribute("impact", impact);
        model.addAttribute("costs", costs(typed, impact));
        return "admin/tiers/preview";
    }

    /** @param most what the benefits of a tier cost in a year if all its members used everything */
    record Cost(Tier tier, long members, Money most) {}

    private List<Cost> costs(Ladder typed, EditLadder.Impact impact) {
        var perMember = new HashMap<String, Long>();
        for (var benefit : benefits.all()) {
            if (!benefit.retired()) {
                benefit.tiers().forEach(tier -> perMember.merge(tier, benefit.mostPerYear(), Long::sum));
            }
        }
        var after = new HashMap<String, Long>();
        members.perTier().forEach(count -> after.put(count.tier().code(), count.members()));
        impact.moves().forEach(move -> {
            after.merge(move.from(), -move.members(), Long::sum);
            after.merge(move.to(), move.members(), Long::sum);
        });
        var currency = CurrencyUnit.of(programme.usualCurrency());
        return typed.tiers().stream()
                .filter(tier -> perMember.containsKey(tier.code()))
                .map(tier -> {
                    var there = after.getOrDefault(tier.code(), 0L);
                    var most = Math.multiplyExact(there, perMember.getOrDefault(tier.code(), 0L));
                    return new Cost(tier, there, Money.ofMinor(currency, most));
                })
                .toList();
    }

    private String refused(LadderForm form, Model model, HttpServletResponse response) {
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return form(form, model);
    }

    private String form(LadderForm form, Model model) {
        model.addAttribute("form", form);
        var periods = new LinkedHashMap<String, String>();
        for (var period : LadderTerms.Period.values()) {
            periods.put(
                    period.name(),
                    texts.getMessage("admin.tiers.period." + period, null, LocaleContextHolder.getLocale()));
        }
        model.addAttribute("periods", periods);
        model.addAttribute("known", ladder.ladder().tiers().size());
        return "admin/tiers/edit";
    }
}
