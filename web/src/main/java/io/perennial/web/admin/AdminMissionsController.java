package io.perennial.web.admin;

import io.perennial.membership.Programme;
import io.perennial.membership.ReadLadder;
import io.perennial.points.Mission;
import io.perennial.points.MissionId;
import io.perennial.points.PublishMission;
import io.perennial.points.PublishMission.Outcome;
import io.perennial.points.ReadBadges;
import io.perennial.points.ReadMissions;
import io.perennial.points.ReadMissions.Published;
import io.perennial.points.ReadStreakPlan;
import io.perennial.web.pages.Notice;
import io.perennial.web.security.SignedInStaff;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BeanPropertyBindingResult;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The missions. */
@Controller
@RequestMapping("/admin/missions")
class AdminMissionsController {

    private final ReadMissions missions;
    private final PublishMission publishing;
    private final ReadBadges badges;
    private final ReadStreakPlan streakPlan;
    private final ReadLadder ladder;
    private final Programme programme;
    private final Clock clock;

    AdminMissionsController(
            ReadMissions missions,
            PublishMission publishing,
            ReadBadges badges,
            ReadStreakPlan streakPlan,
            ReadLadder ladder,
            Programme programme,
            Clock clock) {
        this.missions = missions;
        this.publishing = publishing;
        this.badges = badges;
        this.streakPlan = streakPlan;
        this.ladder = ladder;
        this.programme = programme;
        this.clock = clock;
    }

    @GetMapping
    String list(Model model) {
        var now = clock.instant();
        model.addAttribute(
                "missions",
                missions.all().stream().map(each -> MissionRow.at(now, each)).toList());
        model.addAttribute("plan", streakPlan.current());
        model.addAttribute("badges", badges.all());
        return "admin/missions/list";
    }

    @GetMapping("/new")
    String create(Model model) {
        return form(MissionId.next(), MissionForm.blank(), model);
    }

    @GetMapping("/{id}")
    String show(@PathVariable MissionId id, Model model) {
        var now = clock.instant();
        var published = missions.find(id).orElseThrow(AdminMissionsController::missing);
        model.addAttribute("row", MissionRow.at(now, published));
        model.addAttribute("reach", missions.reach(id).orElseThrow(AdminMissionsController::missing));
        model.addAttribute(
                "history",
                missions.history(id).stream()
                        .map(each -> MissionRow.at(now, each))
                        .toList());
        var badge = published.mission().prize().badge();
        model.addAttribute("badge", badge == null ? null : badges.find(badge).orElse(null));
        model.addAttribute("ladder", ladder.ladder());
        return "admin/missions/show";
    }

    @GetMapping("/{id}/edit")
    String edit(@PathVariable MissionId id, Model model) {
        var current = missions.find(id).orElseThrow(AdminMissionsController::missing);
        return form(id, MissionForm.of(current.mission(), programme), model);
    }

    /** Only says what is typed; like what follows it stores nothing. */
    @PostMapping(path = "/{id}/edit", params = "look")
    String look(@PathVariable MissionId id, @ModelAttribute("form") MissionForm form, Model model) {
        return form(id, form, model);
    }

    @PostMapping(path = "/{id}/edit", params = "adding")
    String add(
            @PathVariable MissionId id,
            @ModelAttribute("form") MissionForm form,
            @RequestParam("adding") String what,
            Model model) {
        return changed(id, form.adding(what), model);
    }

    @PostMapping(path = "/{id}/edit", params = "removing")
    String remove(
            @PathVariable MissionId id,
            @ModelAttribute("form") MissionForm form,
            @RequestParam("removing") String which,
            Model model) {
        return changed(id, form.removing(which), model);
    }

    @PostMapping(path = "/{id}/edit", params = "add")
    String addStep(@PathVariable MissionId id, @ModelAttribute("form") MissionForm form, Model model) {
        return changed(id, form.mayGrow() ? form.withOneMoreStep() : form, model);
    }

    @PostMapping(path = "/{id}/edit", params = "remove")
    String removeStep(
            @PathVariable MissionId id,
            @ModelAttribute("form") MissionForm form,
            @RequestParam int remove,
            Model model) {
        return changed(id, form.withoutStep(remove), model);
    }

    @PostMapping("/{id}/edit")
    String publish(
            @PathVariable MissionId id,
            @ModelAttribute("form") MissionForm form,
            BindingResult errors,
            @AuthenticationPrincipal SignedInStaff me,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        var mission = form.read(id, clock.instant(), programme, history(id), errors);
        if (mission.isPresent()) {
            switch (publishing.publish(mission.get(), me.id())) {
                case Outcome.Done done -> {
                    Notice.success("admin.missions.published", done.version()).after(redirect);
                    return "redirect:/admin/missions/" + id;
                }
                case Outcome.ChangedMeanwhile(var current) ->
                    errors.reject("admin.missions.changed-meanwhile", new Object[] {current}, null);
                case Outcome.UnknownMission _ -> throw missing();
                case Outcome.RecurrenceIsFixed _ ->
                    errors.rejectValue("recurrence", "admin.missions.form.recurrence.fixed");
                case Outcome.StepCountsSomethingElse _ -> errors.reject("admin.form.stale");
                case Outcome.EndsInThePast _ -> errors.rejectValue("until", "admin.missions.form.ends-in-the-past");
                case Outcome.UnknownTier _ -> errors.rejectValue("tiers", "admin.form.choose");
                case Outcome.UnknownBadge _ -> errors.rejectValue("badge", "admin.missions.form.badge.unknown");
                case Outcome.CurrencyNotConfigured(var currency) ->
                    errors.reject("admin.form.currency.not-configured", new Object[] {currency}, null);
            }
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return form(id, form, model);
    }

    @PostMapping("/{id}/retire")
    String retire(@PathVariable MissionId id, @AuthenticationPrincipal SignedInStaff me, RedirectAttributes redirect) {
        if (!(publishing.retire(id, me.id()) instanceof Outcome.Done)) {
            throw missing();
        }
        Notice.success("admin.missions.retired").after(redirect);
        return "redirect:/admin/missions/" + id;
    }

    private List<Mission> history(MissionId id) {
        return missions.history(id).stream().map(Published::mission).toList();
    }

    /** What was typed arrived under other numbers, so nothing of that is shown again in its place. */
    private String changed(MissionId id, MissionForm form, Model model) {
        model.addAttribute(BindingResult.MODEL_KEY_PREFIX + "form", new BeanPropertyBindingResult(form, "form"));
        return form(id, form, model);
    }

    private String form(MissionId id, MissionForm form, Model model) {
        var history = history(id);
        var sketch = form.sketch(id, clock.instant(), programme, history).orElse(null);
        model.addAttribute("sketch", sketch);
        model.addAttribute("outlook", sketch == null || history.isEmpty() ? null : missions.outlook(sketch));
        model.addAttribute("id", id);
        model.addAttribute("form", form);
        model.addAttribute("ladderTiers", ladder.ladder().tiers());
        model.addAttribute(
                "badges", badges.all().stream().filter(each -> !each.retired()).toList());
        return "admin/missions/edit";
    }

    private static ResponseStatusException missing() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
