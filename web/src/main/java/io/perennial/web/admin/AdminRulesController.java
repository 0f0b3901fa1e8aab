package io.perennial.web.admin;

import io.perennial.membership.Programme;
import io.perennial.membership.ReadLadder;
import io.perennial.points.AssessActivity;
import io.perennial.points.EarnRule.Role;
import io.perennial.points.KeepDraft;
import io.perennial.points.PublishRule;
import io.perennial.points.ReadDrafts;
import io.perennial.points.ReadPilots;
import io.perennial.points.ReadRules;
import io.perennial.points.RuleId;
import io.perennial.web.pages.Notice;
import io.perennial.web.security.SignedInStaff;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BeanPropertyBindingResult;
import org.springframework.validation.BindingResult;
import org.springframework.validation.ObjectError;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The earn rules: what is in force, the drafts, and the form in which they are made. */
@Controller
@RequestMapping("/admin/rules")
class AdminRulesController {

    private final ReadRules rules;
    private final PublishRule publishing;
    private final ReadDrafts drafts;
    private final KeepDraft keeping;
    private final ReadPilots pilots;
    private final AssessActivity assessing;
    private final ReadLadder ladder;
    private final Programme programme;
    private final Clock clock;

    AdminRulesController(
            ReadRules rules,
            PublishRule publishing,
            ReadDrafts drafts,
            KeepDraft keeping,
            ReadPilots pilots,
            AssessActivity assessing,
            ReadLadder ladder,
            Programme programme,
            Clock clock) {
        this.rules = rules;
        this.publishing = publishing;
        this.drafts = drafts;
        this.keeping = keeping;
        this.pilots = pilots;
        this.assessing = assessing;
        this.ladder = ladder;
        this.programme = programme;
        this.clock = clock;
    }

    @GetMapping
    String list(Model model) {
        var now = clock.instant();
        var rows = rules.current().stream().map(rule -> RuleRow.at(now, rule)).toList();
        model.addAttribute("rules", of(Role.BASE, rows));
        model.addAttribute("campaigns", of(Role.BONUS, rows));
        model.addAttribute("drafts", drafts.drafts().stream().map(this::row).toList());
        return "admin/rules/list";
    }

    private static List<RuleRow> of(Role role, List<RuleRow> rows) {
        return rows.stream().filter(row -> row.rule().role() == role).toList();
    }

    /** @param missing what has to be filled in before it is a rule */
    record DraftRow(ReadDrafts.Draft draft, List<ObjectError> missing) {}

    private DraftRow row(ReadDrafts.Draft draft) {
        return new DraftRow(draft, draft.rule().isPresent() ? List.of() : missing(draft));
    }

    private List<ObjectError> missing(ReadDrafts.Draft draft) {
        var form = complete(KeptForm.read(draft.sketch().typed()));
        var errors = noErrors(form);
        form.read(draft.sketch().id(), clock.instant(), programme, errors);
        return errors.getAllErrors();
    }

    /** @param start what the form begins with: a campaign that many shops run, or nothing */
    @GetMapping("/new")
    String create(@RequestParam(required = false) @Nullable String start, Model model) {
        var form = CampaignStart.named(start)
                .map(each -> each.form(programme, ladder.ladder(), clock.instant()))
                .orElseGet(() -> RuleForm.base(programme));
        return page(RuleId.next(), form, model);
    }

    @GetMapping("/{id}")
    String show(@PathVariable RuleId id, Model model) {
        var now = clock.instant();
        var history = rules.history(id);
        model.addAttribute("rule", RuleRow.at(now, rules.find(id).orElseThrow(AdminRulesController::missing)));
        model.addAttribute("pilots", pilots.of(id));
        model.addAttribute("history", RuleRow.history(now, history));
        model.addAttribute("draft", drafts.draft(id).orElse(null));
        return "admin/rules/show";
    }

    @GetMapping("/{id}/edit")
    String edit(@PathVariable RuleId id, Model model) {
        var current = rules.find(id).orElseThrow(AdminRulesController::missing);
        var edition = drafts.draft(id).map(ReadDrafts.Draft::edition).orElse(0);
        model.addAttribute("otherDraft", edition > 0);
        var next = nextVersion(id);
        return page(
                id,
                RuleForm.of(current.rule(), next, clock.instant(), programme).becoming(next, edition),
                model);
    }

    @GetMapping("/{id}/draft/edit")
    String editDraft(@PathVariable RuleId id, Model model) {
        var draft = drafts.draft(id).orElseThrow(AdminRulesController::missing);
        var next = nextVersion(id);
        model.addAttribute("overtaken", next > draft.sketch().version());
        model.addAttribute("missing", row(draft).missing());
        return page(id, KeptForm.read(draft.sketch().typed()).becoming(next, draft.edition()), model);
    }

    private int nextVersion(RuleId id) {
        return rules.history(id).stream()
                        .mapToInt(published -> published.rule().version())
                        .max()
                        .orElse(0)
                + 1;
    }

    // --- while it is being filled in: nothing is stored -----------------------------------------

    /** By the name of the button; {@code look} changes nothing and only says what is typed. */
    private static final Map<String, BiFunction<RuleForm, String, RuleForm>> CHANGES = Map.of(
            "look", (form, _) -> form,
            "adding", RuleForm::adding,
            "removing", RuleForm::removing,
            "adding-cap", (form, _) -> form.addingCap(),
            "removing-cap", RuleForm::removingCap);

    @PostMapping("/{id}/edit")
    String press(
            @PathVariable RuleId id,
            @ModelAttribute("form") RuleForm form,
            @RequestParam Map<String, String> pressed,
            @AuthenticationPrincipal SignedInStaff me,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        for (var change : CHANGES.entrySet()) {
            var value = pressed.get(change.getKey());
            if (value != null) {
                return page(id, change.getValue().apply(form, value), model);
            }
        }
        return publish(id, complete(form), me, model, redirect, response);
    }

    /** Shows what a sample would earn by all rules if this one were published. */
    @PostMapping(path = "/{id}/edit", params = "try")
    String sample(@PathVariable RuleId id, @ModelAttribute("form") RuleForm typed, Model model) {
        var form = complete(typed);
        var errors = noErrors(form);
        var now = clock.instant();
        form.sketch(id, now, programme)
                .ifPresentOrElse(
                        rule -> form.sample().read(rule, now, programme, errors).ifPresent(sample -> {
                            model.addAttribute("tried", sample);
                            model.addAttribute("trial", Trial.of(rule, assessing.assess(sample, List.of(rule))));
                        }),
                        () -> form.read(id, now, programme, errors));
        return page(id, form, errors, model);
    }

    // --- what is stored -------------------------------------------------------------------------

    @PostMapping(path = "/{id}/edit", params = "keep")
    String keep(
            @PathVariable RuleId id,
            @ModelAttribute("form") RuleForm typed,
            @AuthenticationPrincipal SignedInStaff me,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        var form = complete(typed);
        var rule = form.read(id, clock.instant(), programme, noErrors(form));
        var sketch = new KeepDraft.Sketch(
                id,
                form.versionNumber(),
                form.isCampaign() ? Role.BONUS : Role.BASE,
                form.what().nameZh(),
                form.what().nameEn(),
                KeptForm.of(form),
                rule);
        return switch (keeping.keep(sketch, form.editionNumber(), me.id())) {
            case KeepDraft.Outcome.Kept _ -> {
                Notice.success(rule.isPresent() ? "admin.rules.draft.kept" : "admin.rules.draft.kept.incomplete")
                        .after(redirect);
                yield "redirect:/admin/rules/" + id + "/draft/edit";
            }
            case KeepDraft.Outcome.ChangedMeanwhile _ -> {
                var errors = noErrors(form);
                errors.reject("admin.rules.draft.changed-meanwhile");
                yield refused(id, form, errors, model, response);
            }
        };
    }

    @PostMapping("/{id}/draft/discard")
    String discard(@PathVariable RuleId id, @AuthenticationPrincipal SignedInStaff me, RedirectAttributes redirect) {
        keeping.discard(id, me.id());
        Notice.success("admin.rules.draft.discarded").after(redirect);
        return "redirect:/admin/rules";
    }

    private String publish(
            RuleId id,
            RuleForm form,
            SignedInStaff me,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        var errors = noErrors(form);
        var rule = form.read(id, clock.instant(), programme, errors);
        if (rule.isPresent()) {
            switch (publishing.publish(rule.get(), me.id())) {
                case PublishRule.Outcome.Done done -> {
                    keeping.discard(id, me.id());
                    Notice.success("admin.rules.published", done.version()).after(redirect);
                    return "redirect:/admin/rules/" + id;
                }
                case PublishRule.Outcome.ChangedMeanwhile(var current) ->
                    errors.reject("admin.rules.changed-meanwhile", new Object[] {current}, null);
                case PublishRule.Outcome.StartsTooEarly _ ->
                    errors.rejectValue("span.from", "admin.rules.form.starts-too-early");
                case PublishRule.Outcome.CurrencyNotConfigured(var currency) ->
                    errors.reject("admin.form.currency.not-configured", new Object[] {currency}, null);
                case PublishRule.Outcome.BeingTried _ -> errors.reject("admin.pilots.being-tried");
                case PublishRule.Outcome.UnknownRule _ -> throw missing();
            }
        }
        return refused(id, form, errors, model, response);
    }

    @PostMapping("/{id}/retire")
    String retire(@PathVariable RuleId id, @AuthenticationPrincipal SignedInStaff me, RedirectAttributes redirect) {
        switch (publishing.retire(id, me.id())) {
            case PublishRule.Outcome.Done _ ->
                Notice.success("admin.rules.retired").after(redirect);
            case PublishRule.Outcome.ChangedMeanwhile(var current) ->
                Notice.error("admin.rules.changed-meanwhile", current).after(redirect);
            case PublishRule.Outcome.UnknownRule _ -> throw missing();
            case PublishRule.Outcome.StartsTooEarly _,
                    PublishRule.Outcome.CurrencyNotConfigured _,
                    PublishRule.Outcome.BeingTried _ ->
                throw new IllegalStateException("retiring a rule starts none, names no currency and ends its trial");
        }
        return "redirect:/admin/rules/" + id;
    }

    // --- the page -------------------------------------------------------------------------------

    private RuleForm complete(RuleForm typed) {
        return typed.withAllTiers(ladder.ladder());
    }

    private static BindingResult noErrors(RuleForm form) {
        return new BeanPropertyBindingResult(form, "form");
    }

    private String page(RuleId id, RuleForm typed, Model model) {
        var form = complete(typed);
        return page(id, form, noErrors(form), model);
    }

    private String refused(RuleId id, RuleForm form, BindingResult errors, Model model, HttpServletResponse response) {
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return page(id, form, errors, model);
    }

    /** @param errors of this very form, so that its fields are shown as they were typed */
    private String page(RuleId id, RuleForm form, BindingResult errors, Model model) {
        model.addAttribute("id", id);
        model.addAttribute("form", form);
        model.addAttribute(BindingResult.MODEL_KEY_PREFIX + "form", errors);
        model.addAttribute("tiers", ladder.ladder().tiers());
        model.addAttribute("sketch", form.sketch(id, clock.instant(), programme).orElse(null));
        return "admin/rules/edit";
    }

    private static ResponseStatusException missing() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
