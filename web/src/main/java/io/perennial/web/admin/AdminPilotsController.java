package io.perennial.web.admin;

import io.perennial.insights.ReadSegments;
import io.perennial.membership.BilingualText;
import io.perennial.membership.MemberId;
import io.perennial.membership.Programme;
import io.perennial.membership.ReadLadder;
import io.perennial.membership.ReadMember;
import io.perennial.points.CostOfPoints;
import io.perennial.points.EarnRule;
import io.perennial.points.KeepDraft;
import io.perennial.points.PilotRule;
import io.perennial.points.PublishRule;
import io.perennial.points.ReadDrafts;
import io.perennial.points.ReadPilots;
import io.perennial.points.ReadPilots.Pilot;
import io.perennial.points.RuleId;
import io.perennial.points.SimulateRules;
import io.perennial.points.SimulateRules.Outcome.Compared;
import io.perennial.web.pages.Notice;
import io.perennial.web.security.SignedInStaff;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
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
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What comes before a rule is for everyone: its draft replayed on what really happened, and a trial with some members. */
@Controller
@RequestMapping("/admin/rules")
class AdminPilotsController {

    static final List<Integer> SPANS = List.of(30, 90, 365, 730, SimulateRules.MOST_DAYS);
    private static final int MOST_COMMENTS = 50;

    private final ReadDrafts drafts;
    private final KeepDraft keeping;
    private final SimulateRules simulating;
    private final PilotRule piloting;
    private final ReadPilots pilots;
    private final ReadMember members;
    private final ReadLadder ladder;
    private final ReadSegments segments;
    private final CostOfPoints cost;
    private final Programme programme;
    private final Clock clock;

    AdminPilotsController(
            ReadDrafts drafts,
            KeepDraft keeping,
            SimulateRules simulating,
            PilotRule piloting,
            ReadPilots pilots,
            ReadMember members,
            ReadLadder ladder,
            ReadSegments segments,
            CostOfPoints cost,
            Programme programme,
            Clock clock) {
        this.drafts = drafts;
        this.keeping = keeping;
        this.simulating = simulating;
        this.piloting = piloting;
        this.pilots = pilots;
        this.members = members;
        this.ladder = ladder;
        this.segments = segments;
        this.cost = cost;
        this.programme = programme;
        this.clock = clock;
    }

    /** Reads much and stores nothing. */
    @GetMapping("/{id}/draft/replay")
    String replay(
            @PathVariable RuleId id,
            @RequestParam(defaultValue = "90") int days,
            Model model,
            RedirectAttributes redirect) {
        var draft = draft(id);
        if (draft.isEmpty()) {
            return incomplete(id, redirect);
        }
        var rule = draft.get();
        var span = SPANS.contains(days) ? days : SPANS.getFirst();
        model.addAttribute("rule", rule);
        model.addAttribute("spans", SPANS);
        model.addAttribute("days", span);
        switch (simulating.simulate(List.of(rule), span)) {
            case Compared compared -> {
                model.addAttribute("compared", compared);
                model.addAttribute("names", members.names(changed(compared)));
                model.addAttribute("cost", cost);
                model.addAttribute("currency", programme.usualCurrency());
            }
            case SimulateRules.Outcome.TooMany(var activities) -> model.addAttribute("tooMany", activities);
        }
        return "admin/rules/replay";
    }

    private static List<MemberId> changed(Compared compared) {
        var changed = new ArrayList<MemberId>();
        compared.gaining().forEach(change -> changed.add(change.member()));
        compared.losing().forEach(change -> changed.add(change.member()));
        return changed;
    }

    @GetMapping("/pilots")
    String list(Model model) {
        model.addAttribute("pilots", pilots.all());
        return "admin/rules/pilots";
    }

    /** @param since the version with which an earlier trial began; the newest one without it */
    @GetMapping("/{id}/pilot")
    String show(@PathVariable RuleId id, @RequestParam(required = false) @Nullable Integer since, Model model) {
        var pilot = since == null ? pilots.find(id) : pilots.find(id, since);
        return show(pilot.orElseThrow(AdminPilotsController::missing), new WidenForm("", ""), model);
    }

    private String show(Pilot pilot, WidenForm form, Model model) {
        var id = pilot.rule().id();
        model.addAttribute("pilot", pilot);
        model.addAttribute("comments", pilots.comments(id, pilot.since(), MOST_COMMENTS));
        model.addAttribute("compared", pilots.compare(id, pilot.since()).orElseThrow(AdminPilotsController::missing));
        model.addAttribute("currency", programme.usualCurrency());
        model.addAttribute("form", form);
        return "admin/rules/pilot";
    }

    @GetMapping("/{id}/pilot/new")
    String create(@PathVariable RuleId id, Model model, RedirectAttributes redirect) {
        return draft(id).map(rule -> form(rule, PilotForm.usual(), model)).orElseGet(() -> incomplete(id, redirect));
    }

    @PostMapping("/{id}/pilot/new")
    String start(
            @PathVariable RuleId id,
            @ModelAttribute("form") PilotForm form,
            BindingResult errors,
            @AuthenticationPrincipal SignedInStaff me,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        var draft = draft(id);
        if (draft.isEmpty()) {
            return incomplete(id, redirect);
        }
        var rule = startingNow(draft.get());
        var audience = form.read(ladder.ladder(), published().keySet(), errors);
        if (audience.isPresent()) {
            switch (piloting.start(rule, audience.get(), form.bilingualQuestion(), me.id())) {
                case PilotRule.Outcome.Done _ -> {
                    keeping.discard(id, me.id());
                    Notice.success("admin.pilots.started").after(redirect);
                    return "redirect:/admin/rules/" + id + "/pilot";
                }
                case PilotRule.Outcome.Refused(var why) -> errors.reject(sentence(why));
                case PilotRule.Outcome.NotRunning _, PilotRule.Outcome.NotWider _ ->
                    throw new IllegalStateException("what begins is neither over nor widened");
            }
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return form(rule, form, model);
    }

    private static String sentence(PublishRule.Outcome why) {
        return switch (why) {
            case PublishRule.Outcome.StartsTooEarly _ -> "admin.rules.form.starts-too-early";
            case PublishRule.Outcome.BeingTried _ -> "admin.pilots.being-tried";
            case PublishRule.Outcome.Done _,
                    PublishRule.Outcome.ChangedMeanwhile _,
                    PublishRule.Outcome.UnknownRule _,
                    PublishRule.Outcome.CurrencyNotConfigured _ -> "admin.pilots.refused";
        };
    }

    /** A draft that was to begin "at once" begins when it is published, not when it was kept. */
    private EarnRule startingNow(EarnRule draft) {
        var now = clock.instant();
        return draft.effectiveFrom().isAfter(now) ? draft : draft.during(now, draft.effectiveUntil());
    }

    @PostMapping("/{id}/pilot/widen")
    String widen(
            @PathVariable RuleId id,
            @ModelAttribute("form") WidenForm form,
            BindingResult errors,
            @AuthenticationPrincipal SignedInStaff me,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        var pilot = pilots.find(id).orElseThrow(AdminPilotsController::missing);
        var audience = form.read(pilot.audience());
        if (audience.isEmpty()) {
            errors.rejectValue("percent", "admin.condition.share.unreadable");
        } else {
            switch (piloting.widen(id, audience.get(), me.id())) {
                case PilotRule.Outcome.Done _ -> {
                    Notice.success(audience.get().isEveryone() ? "admin.pilots.widened.all" : "admin.pilots.widened")
                            .after(redirect);
                    return "redirect:/admin/rules/" + id + "/pilot";
                }
                case PilotRule.Outcome.NotWider _ -> errors.rejectValue("percent", "admin.pilots.not-wider");
                case PilotRule.Outcome.NotRunning _ -> errors.reject("admin.pilots.over");
                case PilotRule.Outcome.Refused(var why) -> errors.reject(sentence(why));
            }
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return show(pilot, form, model);
    }

    @PostMapping("/{id}/pilot/withdraw")
    String withdraw(@PathVariable RuleId id, @AuthenticationPrincipal SignedInStaff me, RedirectAttributes redirect) {
        switch (piloting.withdraw(id, me.id())) {
            case PilotRule.Outcome.Done _ ->
                Notice.success("admin.pilots.withdrawn").after(redirect);
            case PilotRule.Outcome.NotRunning _, PilotRule.Outcome.NotWider _, PilotRule.Outcome.Refused _ ->
                Notice.error("admin.pilots.over").after(redirect);
        }
        return "redirect:/admin/rules/" + id + "/pilot";
    }

    private String form(EarnRule rule, PilotForm form, Model model) {
        model.addAttribute("rule", rule);
        model.addAttribute("tiers", ladder.ladder().tiers());
        model.addAttribute("segments", published());
        model.addAttribute("form", form);
        return "admin/rules/pilot-new";
    }

    /** Those that are not retired, by code. */
    private Map<String, BilingualText> published() {
        var published = new TreeMap<String, BilingualText>();
        segments.all()
                .forEach(listed ->
                        published.put(listed.segment().code(), listed.segment().name()));
        return published;
    }

    /** Nothing as long as something is missing in it. */
    private Optional<EarnRule> draft(RuleId id) {
        return drafts.draft(id).orElseThrow(AdminPilotsController::missing).rule();
    }

    private static String incomplete(RuleId id, RedirectAttributes redirect) {
        Notice.info("admin.rules.draft.incomplete").after(redirect);
        return "redirect:/admin/rules/" + id + "/draft/edit";
    }

    private static ResponseStatusException missing() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
