package io.perennial.web.admin;

import io.perennial.insights.ActivityType;
import io.perennial.membership.BilingualText;
import io.perennial.membership.Ladder;
import io.perennial.membership.Programme;
import io.perennial.points.EarnRule;
import io.perennial.points.EarnRule.Role;
import io.perennial.points.Formula;
import io.perennial.points.RuleId;
import io.perennial.points.Stacking;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.BeanPropertyBindingResult;
import org.springframework.validation.BindingResult;

/**
 * A rule as typed, in the parts in which the page asks for it. All fields are texts, so that what cannot be read comes back
 * as it was typed. What the role or the formula makes meaningless may stand in it and is passed over.
 *
 * @param version the version that this edit would become
 * @param edition of the draft that was opened; empty for none
 * @param when the condition
 */
record RuleForm(
        String version,
        String edition,
        RuleParts.What what,
        ConditionForm when,
        FormulaForm points,
        FormulaForm growth,
        RuleParts.AtMost atMost,
        RuleParts.Beside beside,
        RuleParts.Span span,
        RuleParts.Story story,
        SampleForm sample) {

    RuleForm(
            @Nullable String version,
            @Nullable String edition,
            RuleParts.@Nullable What what,
            @Nullable ConditionForm when,
            @Nullable FormulaForm points,
            @Nullable FormulaForm growth,
            RuleParts.@Nullable AtMost atMost,
            RuleParts.@Nullable Beside beside,
            RuleParts.@Nullable Span span,
            RuleParts.@Nullable Story story,
            @Nullable SampleForm sample) {
        this.version = Typed.text(version);
        this.edition = Typed.text(edition);
        this.what = what == null ? new RuleParts.What(null, null, null, null) : what;
        this.when = when == null ? ConditionForm.empty() : when;
        this.points = points == null ? FormulaForm.nothing() : points;
        this.growth = growth == null ? FormulaForm.nothing() : growth;
        this.atMost = atMost == null ? new RuleParts.AtMost(null, null) : atMost;
        this.beside = beside == null ? new RuleParts.Beside(null, null) : beside;
        this.span = span == null ? new RuleParts.Span(null, null) : span;
        this.story = story == null ? new RuleParts.Story(null, null) : story;
        this.sample = sample == null ? new SampleForm(null, null, null, null, null, null, null, null, null) : sample;
    }

    /** What most rules look like that pay for what was done. */
    static RuleForm base(Programme programme) {
        return blank(Role.BASE, FormulaForm.onePerOne(), FormulaForm.onePerOne(), programme);
    }

    /** What most campaigns look like. */
    static RuleForm campaign(Programme programme) {
        return blank(Role.BONUS, FormulaForm.times("2"), FormulaForm.nothing(), programme);
    }

    private static RuleForm blank(Role role, FormulaForm points, FormulaForm growth, Programme programme) {
        var what = new RuleParts.What(role.name(), "", "", ActivityType.PURCHASE.code());
        return new RuleForm("1", "", what, null, points, growth, null, null, null, null, SampleForm.usual(programme));
    }

    /** @param version that publishing this form would make */
    static RuleForm of(EarnRule rule, int version, Instant now, Programme programme) {
        return new RuleForm(
                Integer.toString(version),
                "",
                RuleParts.What.of(rule),
                ConditionForm.of(rule.condition()),
                FormulaForm.of(rule.points()),
                FormulaForm.of(rule.growth()),
                RuleParts.AtMost.of(rule),
                RuleParts.Beside.of(rule),
                RuleParts.Span.of(rule, now, programme.zone()),
                RuleParts.Story.of(rule),
                SampleForm.usual(programme));
    }

    /** @param kind {@code points} or {@code growth} */
    public FormulaForm formula(String kind) {
        return kind.equals("growth") ? growth : points;
    }

    /** 0 for none. */
    int editionNumber() {
        return (int) Typed.whole(edition, 0, Integer.MAX_VALUE).orElse(0);
    }

    /** 1 where it cannot be read. */
    int versionNumber() {
        return (int) Typed.whole(version, 1, Integer.MAX_VALUE).orElse(1);
    }

    public boolean isNew() {
        return version.equals("1");
    }

    public boolean isCampaign() {
        return what.isCampaign();
    }

    // --- with one part changed ------------------------------------------------------------------

    RuleForm adding(String condition) {
        return with(when.adding(condition));
    }

    RuleForm removing(String which) {
        return with(when.removing(which));
    }

    RuleForm addingCap() {
        return with(atMost.adding());
    }

    RuleForm removingCap(String which) {
        return with(atMost.removing(which));
    }

    /** With a line for each tier, where factors by tier are asked for. */
    RuleForm withAllTiers(Ladder ladder) {
        return with(points.withAllTiers(ladder), growth.withAllTiers(ladder));
    }

    RuleForm named(String zh, String en) {
        return copy(version, edition, what.named(zh, en), when, points, growth, atMost, beside, span);
    }

    RuleForm with(ConditionForm condition) {
        return copy(version, edition, what, condition, points, growth, atMost, beside, span);
    }

    RuleForm with(RuleParts.AtMost limits) {
        return copy(version, edition, what, when, points, growth, limits, beside, span);
    }

    RuleForm with(FormulaForm ofPoints, FormulaForm ofGrowth) {
        return copy(version, edition, what, when, ofPoints, ofGrowth, atMost, beside, span);
    }

    RuleForm lasting(String from, String until) {
        return copy(version, edition, what, when, points, growth, atMost, beside, new RuleParts.Span(from, until));
    }

    RuleForm stacked(Stacking how) {
        return copy(version, edition, what, when, points, growth, atMost, beside.stacked(how), span);
    }

    /** @param draft 0 for none */
    RuleForm becoming(int next, int draft) {
        var edited = draft == 0 ? "" : Integer.toString(draft);
        return copy(Integer.toString(next), edited, what, when, points, growth, atMost, beside, span);
    }

    private RuleForm copy(
            String number,
            String draft,
            RuleParts.What itself,
            ConditionForm condition,
            FormulaForm ofPoints,
            FormulaForm ofGrowth,
            RuleParts.AtMost limits,
            RuleParts.Beside others,
            RuleParts.Span time) {
        return new RuleForm(number, draft, itself, condition, ofPoints, ofGrowth, limits, others, time, story, sample);
    }

    // --- reading --------------------------------------------------------------------------------

    /** The rule as far as it is typed, to be said and tried: a name may still be missing. Nothing when more than that is. */
    Optional<EarnRule> sketch(RuleId id, Instant now, Programme programme) {
        var named = named(
                what.nameZh().isEmpty() ? "—" : what.nameZh(), what.nameEn().isEmpty() ? "—" : what.nameEn());
        return named.read(id, now, programme, new BeanPropertyBindingResult(named, "form"));
    }

    /** The rule, or nothing when a field cannot be read; then the errors say which and why. */
    Optional<EarnRule> read(RuleId id, Instant now, Programme programme, BindingResult errors) {
        var number = Typed.whole(version, 1, Integer.MAX_VALUE);
        if (number.isEmpty()) {
            errors.reject("admin.form.stale");
        }
        var role = isCampaign() ? Role.BONUS : Role.BASE;
        var type = in("what", errors, () -> what.read(errors));
        var condition = when.read("when", ConditionOffer.ACTIVITIES, errors);
        var ofPoints = points.read("points.", errors);
        var ofGrowth = growth.read("growth.", errors);
        check(role, type.orElse(null), ofPoints, ofGrowth, errors);
        var caps = in("atMost", errors, () -> atMost.caps(errors));
        var budget = in("atMost", errors, () -> atMost.budget(errors));
        var priority = in("beside", errors, () -> beside.priority(errors));
        var from = in("span", errors, () -> span.from(programme.zone(), errors)).orElse(now);
        var until = in("span", errors, () -> span.until(from, programme.zone(), errors));
        var about =
                role == Role.BONUS ? in("story", errors, () -> story.read(errors)) : Optional.<BilingualText>empty();
        if (errors.hasErrors() || type.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new EarnRule(
                id,
                Math.toIntExact(number.orElseThrow()),
                what.name(),
                role,
                type.get(),
                condition,
                ofPoints,
                ofGrowth,
                caps,
                budget.orElse(null),
                role == Role.BASE ? Stacking.ADD_UP : beside.mode(),
                priority,
                about.orElse(null),
                from,
                until.orElse(null)));
    }

    /** Errors of the part are those of its own fields. */
    private static <T> T in(String part, BindingResult errors, Supplier<T> read) {
        errors.pushNestedPath(part);
        try {
            return read.get();
        } finally {
            errors.popNestedPath();
        }
    }

    /** What no part can see by itself. */
    private void check(
            Role role, @Nullable ActivityType type, Formula ofPoints, Formula ofGrowth, BindingResult errors) {
        if (ofPoints instanceof Formula.Nothing && ofGrowth instanceof Formula.Nothing) {
            errors.rejectValue("points.kind", "admin.rules.form.pays-nothing");
        }
        if (role == Role.BASE) {
            onlyCampaignsMultiply(ofPoints, "points.kind", errors);
            onlyCampaignsMultiply(ofGrowth, "growth.kind", errors);
        }
        if (type != null && !type.equals(ActivityType.PURCHASE)) {
            onlyPurchasesHaveAmounts(ofPoints, "points.kind", errors);
            onlyPurchasesHaveAmounts(ofGrowth, "growth.kind", errors);
            when.refuseWhatOnlyPurchasesHave("when", errors);
        }
    }

    private static void onlyCampaignsMultiply(Formula formula, String field, BindingResult errors) {
        if (formula instanceof Formula.Multiplied) {
            errors.rejectValue(field, "admin.rules.form.only-campaigns-multiply");
        }
    }

    private static void onlyPurchasesHaveAmounts(Formula formula, String field, BindingResult errors) {
        if (isByAmount(formula)) {
            errors.rejectValue(field, "admin.rules.form.only-purchases");
        }
    }

    private static boolean isByAmount(Formula formula) {
        return switch (formula) {
            case Formula.PerAmount _ -> true;
            case Formula.ByTier byTier -> isByAmount(byTier.base());
            case Formula.Fixed _, Formula.Multiplied _, Formula.Nothing _ -> false;
        };
    }
}
