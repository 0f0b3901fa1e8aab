package io.perennial.web.admin;

import io.perennial.membership.Programme;
import io.perennial.points.PublishRule;
import io.perennial.points.ReadRules;
import io.perennial.points.RuleId;
import io.perennial.web.pages.Notice;
import io.perennial.web.security.SignedInStaff;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
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

/** The earn rules. */
@Controller
@RequestMapping("/admin/rules")
class AdminRulesController {

    private final ReadRules rules;
    private final PublishRule publishing;
    private final Programme programme;
    private final Clock clock;

    AdminRulesController(ReadRules rules, PublishRule publishing, Programme programme, Clock clock) {
        this.rules = rules;
        this.publishing = publishing;
        this.programme = programme;
        this.clock = clock;
    }

    @GetMapping
    String list(Model model) {
        var now = clock.instant();
        model.addAttribute(
                "rules",
                rules.current().stream().map(rule -> RuleRow.at(now, rule)).toList());
        return "admin/rules/list";
    }

    @GetMapping("/new")
    String create(Model model) {
        return form(RuleId.next(), RuleForm.blank(programme), model);
    }

    @GetMapping("/{id}")
    String show(@PathVariable RuleId id, Model model) {
        var now = clock.instant();
        var history = rules.history(id);
        model.addAttribute("rule", RuleRow.at(now, rules.find(id).orElseThrow(AdminRulesController::missing)));
        model.addAttribute("history", RuleRow.history(now, history));
        return "admin/rules/show";
    }

    @GetMapping("/{id}/edit")
    String edit(@PathVariable RuleId id, Model model) {
        var current = rules.find(id).orElseThrow(AdminRulesController::missing);
        return form(id, RuleForm.of(current.rule(), programme), model);
    }

    /** Shows what the typed rule would pay for a sample, and stores nothing. */
    @PostMapping(path = "/{id}/edit", params = "try")
    String sample(@PathVariable RuleId id, @ModelAttribute("form") RuleForm form, BindingResult errors, Model model) {
        form.read(id, clock.instant(), programme, errors).ifPresent(rule -> {
            model.addAttribute("sampleRule", rule);
            form.sample(rule, errors).ifPresent(earning -> model.addAttribute("sample", earning));
        });
        return form(id, form, model);
    }

    @PostMapping("/{id}/edit")
    String publish(
            @PathVariable RuleId id,
            @ModelAttribute("form") RuleForm form,
            BindingResult errors,
            @AuthenticationPrincipal SignedInStaff me,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        var rule = form.read(id, clock.instant(), programme, errors);
        if (rule.isPresent()) {
            switch (publishing.publish(rule.get(), me.id())) {
                case PublishRule.Outcome.Done done -> {
                    Notice.success("admin.rules.published", done.version()).after(redirect);
                    return "redirect:/admin/rules/" + id;
                }
                case PublishRule.Outcome.ChangedMeanwhile(var current) ->
                    errors.reject("admin.rules.changed-meanwhile", new Object[] {current}, null);
                case PublishRule.Outcome.StartsTooEarly _ ->
                    errors.rejectValue("from", "admin.rules.form.starts-too-early");
                case PublishRule.Outcome.CurrencyNotConfigured(var currency) ->
                    errors.rejectValue("currency", "admin.form.currency.not-configured", new Object[] {currency}, null);
                case PublishRule.Outcome.UnknownRule _ -> throw missing();
            }
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return form(id, form, model);
    }

    @PostMapping("/{id}/retire")
    String retire(@PathVariable RuleId id, @AuthenticationPrincipal SignedInStaff me, RedirectAttributes redirect) {
        switch (publishing.retire(id, me.id())) {
            case PublishRule.Outcome.Done _ ->
                Notice.success("admin.rules.retired").after(redirect);
            case PublishRule.Outcome.ChangedMeanwhile(var current) ->
                Notice.error("admin.rules.changed-meanwhile", current).after(redirect);
            case PublishRule.Outcome.UnknownRule _ -> throw missing();
            case PublishRule.Outcome.StartsTooEarly _, PublishRule.Outcome.CurrencyNotConfigured _ ->
                throw new IllegalStateException("retiring a rule neither starts one nor names a currency");
        }
        return "redirect:/admin/rules/" + id;
    }

    private String form(RuleId id, RuleForm form, Model model) {
        model.addAttribute("id", id);
        model.addAttribute("form", form);
        return "admin/rules/edit";
    }

    private static ResponseStatusException missing() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
