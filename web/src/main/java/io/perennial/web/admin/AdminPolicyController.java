package io.perennial.web.admin;

import io.perennial.membership.AppointStaff;
import io.perennial.membership.Programme;
import io.perennial.membership.ReadLadder;
import io.perennial.membership.StaffId;
import io.perennial.points.PointsPolicy;
import io.perennial.points.PointsPolicy.Refunds;
import io.perennial.points.PointsPolicy.Rounding;
import io.perennial.points.PublishPolicy;
import io.perennial.points.ReadPolicy;
import io.perennial.points.ReadPolicy.Published;
import io.perennial.web.pages.Notice;
import io.perennial.web.security.SignedInStaff;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
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

/** What holds for all points: in force, planned, before. */
@Controller
@RequestMapping("/admin/points-policy")
class AdminPolicyController {

    private final ReadPolicy readPolicy;
    private final PublishPolicy publishPolicy;
    private final ReadLadder ladder;
    private final AppointStaff staff;
    private final Programme programme;
    private final MessageSource texts;
    private final Clock clock;

    AdminPolicyController(
            ReadPolicy readPolicy,
            PublishPolicy publishPolicy,
            ReadLadder ladder,
            AppointStaff staff,
            Programme programme,
            MessageSource texts,
            Clock clock) {
        this.readPolicy = readPolicy;
        this.publishPolicy = publishPolicy;
        this.ladder = ladder;
        this.staff = staff;
        this.programme = programme;
        this.texts = texts;
        this.clock = clock;
    }

    /**
     * @param differences from the version before, for all but the first
     * @param by who published it
     */
    record Version(
            Published published,
            State state,
            List<PolicyPhrases.Difference> differences,
            @Nullable String by) {}

    enum State {
        IN_FORCE,
        PLANNED,
        OVER,
        WITHDRAWN
    }

    @GetMapping
    String show(Locale locale, Model model) {
        var phrases = phrases(locale);
        var history = readPolicy.history();
        var names = staff.accounts().stream()
                .collect(Collectors.toMap(AppointStaff.Account::id, AppointStaff.Account::displayName));
        var versions = new ArrayList<Version>();
        for (var index = 0; index < history.size(); index++) {
            var version = history.get(index);
            versions.add(new Version(
                    version,
                    state(version),
                    index + 1 < history.size()
                            ? phrases.differences(history.get(index + 1).policy(), version.policy())
                            : List.of(),
                    by(version, names)));
        }
        model.addAttribute("lines", phrases.lines(readPolicy.current()));
        model.addAttribute("current", readPolicy.current());
        model.addAttribute(
                "planned",
                versions.stream().filter(each -> each.state() == State.PLANNED).toList());
        model.addAttribute("versions", versions);
        return "admin/points-policy/show";
    }

    private State state(Published version) {
        if (version.withdrawn()) {
            return State.WITHDRAWN;
        }
        var now = clock.instant();
        if (version.policy().effectiveFrom().isAfter(now)) {
            return State.PLANNED;
        }
        return version.holdsAt(now) ? State.IN_FORCE : State.OVER;
    }

    private static @Nullable String by(Published version, Map<StaffId, String> names) {
        return version.by().map(names::get).orElse(null);
    }

    @GetMapping("/edit")
    String edit(Locale locale, Model model) {
        return form(PolicyForm.of(readPolicy.current(), newest().version() + 1, ladder.ladder()), locale, model);
    }

    /** Shows what would change, and stores nothing. */
    @PostMapping("/edit")
    String preview(
            @ModelAttribute("form") PolicyForm form,
            BindingResult errors,
            Locale locale,
            Model model,
            HttpServletResponse response) {
        var policy = form.read(clock.instant(), programme.zone(), errors);
        policy.ifPresentOrElse(
                meant -> {
                    model.addAttribute("differences", phrases(locale).differences(readPolicy.current(), meant));
                    model.addAttribute("starts", form.from().isEmpty() ? null : meant.effectiveFrom());
                },
                () -> response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value()));
        return form(form, locale, model);
    }

    @PostMapping(path = "/edit", params = "publish")
    String publish(
            @ModelAttribute("form") PolicyForm form,
            BindingResult errors,
            @AuthenticationPrincipal SignedInStaff me,
            Locale locale,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        var policy = form.read(clock.instant(), programme.zone(), errors);
        if (policy.isPresent()) {
            switch (publishPolicy.publish(policy.get(), me.id())) {
                case PublishPolicy.Outcome.Done(var version, var from) -> {
                    Notice.success("admin.policy.published", version).after(redirect);
                    return "redirect:/admin/points-policy";
                }
                case PublishPolicy.Outcome.ChangedMeanwhile(var current) ->
                    errors.reject("admin.policy.changed-meanwhile", new Object[] {current}, null);
                case PublishPolicy.Outcome.StartsTooEarly _ ->
                    errors.rejectValue("from", "admin.policy.starts-too-early");
                case PublishPolicy.Outcome.UnknownTier(var code) ->
                    errors.reject("admin.policy.unknown-tier", new Object[] {code}, null);
            }
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return form(form, locale, model);
    }

    private PointsPolicy newest() {
        return readPolicy.history().getFirst().policy();
    }

    private String form(PolicyForm form, Locale locale, Model model) {
        model.addAttribute("form", form);
        model.addAttribute("tiers", ladder.ladder().tiers());
        model.addAttribute("kinds", choices("admin.policy.form.kind.", PolicyForm.KINDS, locale));
        model.addAttribute("roundings", choices("admin.policy.form.rounding.", names(Rounding.values()), locale));
        model.addAttribute("policies", choices("admin.policy.refunds.", names(Refunds.values()), locale));
        return "admin/points-policy/edit";
    }

    private static List<String> names(Enum<?>[] values) {
        return Arrays.stream(values).map(Enum::name).toList();
    }

    private Map<String, String> choices(String prefix, List<String> values, Locale locale) {
        var choices = new LinkedHashMap<String, String>();
        values.forEach(value -> choices.put(value, texts.getMessage(prefix + value, null, locale)));
        return choices;
    }

    private PolicyPhrases phrases(Locale locale) {
        return new PolicyPhrases(texts, ladder.ladder(), locale);
    }
}
