package io.perennial.web.admin;

import io.perennial.membership.Programme;
import io.perennial.points.BadgeId;
import io.perennial.points.PublishStreakPlan;
import io.perennial.points.PublishStreakPlan.Outcome;
import io.perennial.points.ReadBadges;
import io.perennial.points.ReadStreakPlan;
import io.perennial.web.pages.Notice;
import io.perennial.web.security.SignedInStaff;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Locale;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What days in a row bring. */
@Controller
@RequestMapping("/admin/missions/streak")
class AdminStreakController {

    private final ReadStreakPlan plans;
    private final PublishStreakPlan publishing;
    private final ReadBadges badges;
    private final Programme programme;
    private final Clock clock;

    AdminStreakController(
            ReadStreakPlan plans, PublishStreakPlan publishing, ReadBadges badges, Programme programme, Clock clock) {
        this.plans = plans;
        this.publishing = publishing;
        this.badges = badges;
        this.programme = programme;
        this.clock = clock;
    }

    @GetMapping
    String show(Model model, Locale locale) {
        var names = new HashMap<BadgeId, String>();
        badges.all()
                .forEach(
                        each -> names.put(each.badge().id(), each.badge().name().in(locale)));
        model.addAttribute("plan", plans.current());
        model.addAttribute("upcoming", plans.upcoming().orElse(null));
        model.addAttribute("history", plans.history());
        model.addAttribute("badgeNames", names);
        return "admin/missions/streak/show";
    }

    @GetMapping("/edit")
    String edit(Model model) {
        var newest = plans.history().getFirst();
        var tomorrow = LocalDate.ofInstant(clock.instant(), programme.zone()).plusDays(1);
        return form(
                StreakForm.of(newest, newest.version() + 1, newest.from().isAfter(tomorrow) ? newest.from() : tomorrow)
                        .withRoomForOneMore(),
                model);
    }

    @PostMapping(path = "/edit", params = "add")
    String addPrize(@ModelAttribute("form") StreakForm form, Model model) {
        return form(form.withRoomForOneMore(), model);
    }

    @PostMapping("/edit")
    String publish(
            @ModelAttribute("form") StreakForm form,
            BindingResult errors,
            @AuthenticationPrincipal SignedInStaff me,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        var plan = form.read(errors);
        if (plan.isPresent()) {
            switch (publishing.publish(plan.get(), me.id())) {
                case Outcome.Done done -> {
                    Notice.success("admin.streak.published", done.version()).after(redirect);
                    return "redirect:/admin/missions/streak";
                }
                case Outcome.ChangedMeanwhile(var current) ->
                    errors.reject("admin.missions.changed-meanwhile", new Object[] {current}, null);
                case Outcome.StartsTooEarly(var earliest) ->
                    errors.rejectValue("from", "admin.streak.form.too-early", new Object[] {earliest.toString()}, null);
                case Outcome.UnknownBadge _ -> errors.reject("admin.missions.form.badge.unknown");
            }
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return form(form, model);
    }

    private String form(StreakForm form, Model model) {
        model.addAttribute("form", form);
        model.addAttribute(
                "badges", badges.all().stream().filter(each -> !each.retired()).toList());
        return "admin/missions/streak/edit";
    }
}
