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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.BeanPropertyBindingResult;
import org.springframework.validation.BindingResult;

/**
 * A rule as typed. All fields are texts, so that what cannot be read comes back as it was typed. What the role or the
 * formula makes meaningless may stand in it and is passed over.
 *
 * @param version the version that this edit would become
 * @param edition of the draft that was opened; empty for none
 * @param when the condition
 * @param from empty for at once
 * @param aboutZh what members read of a campaign
 */
record RuleForm(
        String version,
        String edition,
        String role,
        String nameZh,
        String nameEn,
        String activityType,
        ConditionForm when,
        FormulaForm points,
        FormulaForm growth,
        List<CapForm> caps,
        String budget,
        String stacking,
        String priority,
        String from,
        String until,
        String aboutZh,
        String aboutEn,
        SampleForm sample) {

    private static final int LONGEST_NAME = 80;
    private static final int LONGEST_ABOUT = 500;
    private static final int MOST_CAPS = 11;

    RuleForm(
            @Nullable String version,
            @Nullable String edition,
            @Nullable String role,
            @Nullable String nameZh,
            @Nullable String nameEn,
            @Nullable String activityType,
            @Nullable ConditionForm when,
            @Nullable FormulaForm points,
            @Nullable FormulaForm growth,
            @Nullable List<CapForm> caps,
            @Nullable String budget,
            @Nullable String stacking,
            @Nullable String priority,
            @Nullable String from,
            @Nullable String until,
            @Nullable String aboutZh,
            @Nullable String aboutEn,
            @Nullable SampleForm sample) {
        this.version = Typed.text(version);
        this.edition = Typed.text(edition);
        this.role = Typed.text(role).isEmpty() ? Role.BASE.name() : Typed.text(role);
        this.nameZh = Typed.text(nameZh);
        this.nameEn = Typed.text(nameEn);
        this.activityType = Typed.text(activityType);
        this.when = when == null ? ConditionForm.empty() : when;
        this.points = points == null ? FormulaForm.nothing() : points;
        this.growth = growth == null ? FormulaForm.nothing() : growth;
        this.caps = caps == null ? List.of() : caps.stream().limit(MOST_CAPS).toList();
        this.budget = Typed.text(budget);
        this.stacking = Typed.text(stacking).isEmpty() ? Stacking.ADD_UP.name() : Typed.text(stacking);
        this.priority = Typed.text(priority);
        this.from = Typed.text(from);
        this.until = Typed.text(until);
        this.aboutZh = Typed.text(aboutZh);
        this.aboutEn = Typed.text(aboutEn);
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
        return new RuleForm(
                "1",
                "",
                role.name(),
                "",
                "",
                ActivityType.PURCHASE.code(),
                null,
                points,
                growth,
                null,
                "",
                "",
                "",
                "",
                "",
                "",
                "",
                SampleForm.usual(programme));
    }

    /** @param version that publishing this form would make */
    static RuleForm of(EarnRule rule, int version, String edition, Instant now, Programme programme) {
        var about = rule.about();
        return new RuleForm(
                Integer.toString(version),
                edition,
                rule.role().name(),
                rule.name().zh(),
                rule.name().en(),
                rule.activityType().code(),
                ConditionForm.of(rule.condition()),
                FormulaForm.of(rule.points()),
                FormulaForm.of(rule.growth()),
                rule.caps().stream().map(CapForm::of).toList(),
                rule.budget() == null ? "" : Long.toString(rule.budget()),
                rule.stacking().name(),
                rule.priority() == 0 ? "" : Integer.toString(rule.priority()),
                rule.effectiveFrom().isAfter(now) ? Typed.moment(rule.effectiveFrom(), programme.zone()) : "",
                Typed.moment(rule.effectiveUntil(), programme.zone()),
                about == null ? "" : about.zh(),
                about == null ? "" : about.en(),
                SampleForm.usual(programme));
    }

    /** @param what {@code points} or {@code growth} */
    public FormulaForm formula(String what) {
        return what.equals("growth") ? growth : points;
    }

    /** 0 for none. */
    int editionNumber() {
        return (int) Typed.whole(edition, 0, Integer.MAX_VALUE).orElse(0);
    }

    public boolean isNew() {
        return version.equals("1");
    }

    public boolean isCampaign() {
        return role.equals(Role.BONUS.name());
    }

    // --- lines are added and taken away ---------------------------------------------------------

    RuleForm adding(String what) {
        return with(when.adding(what), caps);
    }

    RuleForm removing(String which) {
        return with(when.removing(which), caps);
    }

    RuleForm addingCap() {
        if (caps.size() >= MOST_CAPS) {
            return this;
        }
        var more = new ArrayList<>(caps);
        more.add(CapForm.empty());
        return with(when, more);
    }

    RuleForm removingCap(String which) {
        var fewer = new ArrayList<>(caps);
        Typed.whole(which, 0, caps.size() - 1L).ifPresent(at -> fewer.remove(Math.toIntExact(at)));
        return with(when, fewer);
    }

    /** With a line for each tier, where factors by tier are asked for. */
    RuleForm withAllTiers(Ladder ladder) {
        return with(points.withAllTiers(ladder), growth.withAllTiers(ladder));
    }

    RuleForm named(String zh, String en) {
        return new RuleForm(
                version,
                edition,
                role,
                zh,
                en,
                activityType,
                when,
                points,
                growth,
                caps,
                budget,
                stacking,
                priority,
                from,
                until,
                aboutZh,
                aboutEn,
                sample);
    }

    RuleForm with(ConditionForm condition, List<CapForm> limits) {
        return new RuleForm(
                version,
                edition,
                role,
                nameZh,
                nameEn,
                activityType,
                condition,
                points,
                growth,
                limits,
                budget,
                stacking,
                priority,
                from,
                until,
                aboutZh,
                aboutEn,
                sample);
    }

    RuleForm with(FormulaForm ofPoints, FormulaForm ofGrowth) {
        return new RuleForm(
                version,
                edition,
                role,
                nameZh,
                nameEn,
                activityType,
                when,
                ofPoints,
                ofGrowth,
                caps,
                budget,
                stacking,
                priority,
                from,
                until,
                aboutZh,
                aboutEn,
                sample);
    }

    RuleForm lasting(String first, String last) {
        return new RuleForm(
                version,
                edition,
                role,
                nameZh,
                nameEn,
                activityType,
                when,
                points,
                growth,
                caps,
                budget,
                stacking,
                priority,
                first,
                last,
                aboutZh,
                aboutEn,
                sample);
    }

    RuleForm stacked(Stacking how) {
        return new RuleForm(
                version,
                edition,
                role,
                nameZh,
                nameEn,
                activityType,
                when,
                points,
                growth,
                caps,
                budget,
                how.name(),
                priority,
                from,
                until,
                aboutZh,
                aboutEn,
                sample);
    }

    // --- reading --------------------------------------------------------------------------------

    /** The rule as far as it is typed, to be said and tried: a name may still be missing. Nothing when more than that is. */
    Optional<EarnRule> sketch(RuleId id, Instant now, Programme programme) {
        var zh = nameZh.isEmpty() ? "—" : nameZh;
        var en = nameEn.isEmpty() ? "—" : nameEn;
        var named = named(zh, en);
        return named.read(id, now, programme, new BeanPropertyBindingResult(named, "form"));
    }

    /** The rule, or nothing when a field cannot be read; then the errors say which and why. */
    Optional<EarnRule> read(RuleId id, Instant now, Programme programme, BindingResult errors) {
        var number = Typed.whole(version, 1, Integer.MAX_VALUE);
        if (number.isEmpty()) {
            errors.reject("admin.form.stale");
        }
        var part = isCampaign() ? Role.BONUS : Role.BASE;
        name(nameZh, "nameZh", errors);
        name(nameEn, "nameEn", errors);
        var type = type(errors);
        var condition = when.read("when", ConditionOffer.ACTIVITIES, errors);
        var ofPoints = points.read("points.", errors);
        var ofGrowth = growth.read("growth.", errors);
        if (ofPoints instanceof Formula.Nothing && ofGrowth instanceof Formula.Nothing) {
            errors.rejectValue("points.kind", "admin.rules.form.pays-nothing");
        }
        if (part == Role.BASE) {
            onlyCampaignsMultiply(ofPoints, "points.kind", errors);
            onlyCampaignsMultiply(ofGrowth, "growth.kind", errors);
        }
        if (type != null && !type.equals(ActivityType.PURCHASE)) {
            onlyPurchasesHaveAmounts(ofPoints, ofGrowth, errors);
        }
        var limits = CapForm.read(caps, errors);
        var most = budget(errors);
        var order = priority(errors);
        var start = moment(from, "from", programme, errors).orElse(now);
        var end = moment(until, "until", programme, errors).orElse(null);
        if (end != null && !end.isAfter(start)) {
            errors.rejectValue("until", "admin.form.ends-before-it-begins");
        }
        var about = part == Role.BONUS ? about(errors) : null;
        if (errors.hasErrors() || type == null) {
            return Optional.empty();
        }
        return Optional.of(new EarnRule(
                id,
                Math.toIntExact(number.orElseThrow()),
                new BilingualText(nameZh, nameEn),
                part,
                type,
                condition,
                ofPoints,
                ofGrowth,
                limits,
                most,
                part == Role.BASE ? Stacking.ADD_UP : stackingMode(),
                order,
                about,
                start,
                end));
    }

    private static void name(String name, String field, BindingResult errors) {
        if (name.isEmpty()) {
            errors.rejectValue(field, "admin.form.name.missing");
        } else if (name.length() > LONGEST_NAME) {
            errors.rejectValue(field, "admin.form.too-long", new Object[] {LONGEST_NAME}, null);
        }
    }

    private @Nullable ActivityType type(BindingResult errors) {
        if (activityType.equals(ActivityType.REFUND.code())) {
            errors.rejectValue("activityType", "admin.rules.form.type.refund");
            return null;
        }
        try {
            return new ActivityType(activityType);
        } catch (IllegalArgumentException _) {
            errors.rejectValue("activityType", "admin.rules.form.type.unreadable");
            return null;
        }
    }

    private static void onlyCampaignsMultiply(Formula formula, String field, BindingResult errors) {
        if (formula instanceof Formula.Multiplied) {
            errors.rejectValue(field, "admin.rules.form.only-campaigns-multiply");
        }
    }

    private void onlyPurchasesHaveAmounts(Formula ofPoints, Formula ofGrowth, BindingResult errors) {
        if (isByAmount(ofPoints)) {
            errors.rejectValue("points.kind", "admin.rules.form.only-purchases");
        }
        if (isByAmount(ofGrowth)) {
            errors.rejectValue("growth.kind", "admin.rules.form.only-purchases");
        }
        when.refuseWhatOnlyPurchasesHave("when", errors);
    }

    private static boolean isByAmount(Formula formula) {
        return switch (formula) {
            case Formula.PerAmount _ -> true;
            case Formula.ByTier byTier -> isByAmount(byTier.base());
            case Formula.Fixed _, Formula.Multiplied _, Formula.Nothing _ -> false;
        };
    }

    private @Nullable Long budget(BindingResult errors) {
        if (budget.isEmpty()) {
            return null;
        }
        var read = Typed.whole(budget, 1, EarnRule.LARGEST_BUDGET);
        if (read.isEmpty()) {
            errors.rejectValue("budget", "admin.form.whole", new Object[] {1, EarnRule.LARGEST_BUDGET}, null);
            return null;
        }
        return read.getAsLong();
    }

    private int priority(BindingResult errors) {
        if (priority.isEmpty()) {
            return 0;
        }
        var read = Typed.whole(priority, 0, EarnRule.HIGHEST_PRIORITY);
        if (read.isEmpty()) {
            errors.rejectValue("priority", "admin.form.whole", new Object[] {0, EarnRule.HIGHEST_PRIORITY}, null);
        }
        return (int) read.orElse(0);
    }

    private Stacking stackingMode() {
        return Arrays.stream(Stacking.values())
                .filter(each -> each.name().equals(stacking))
                .findFirst()
                .orElse(Stacking.ADD_UP);
    }

    private @Nullable BilingualText about(BindingResult errors) {
        if (aboutZh.isEmpty() && aboutEn.isEmpty()) {
            return null;
        }
        if (aboutZh.isEmpty()) {
            errors.rejectValue("aboutZh", "admin.rules.form.about.both");
        } else if (aboutEn.isEmpty()) {
            errors.rejectValue("aboutEn", "admin.rules.form.about.both");
        } else if (aboutZh.length() > LONGEST_ABOUT || aboutEn.length() > LONGEST_ABOUT) {
            errors.rejectValue(
                    aboutZh.length() > LONGEST_ABOUT ? "aboutZh" : "aboutEn",
                    "admin.form.too-long",
                    new Object[] {LONGEST_ABOUT},
                    null);
        } else {
            return new BilingualText(aboutZh, aboutEn);
        }
        return null;
    }

    private static Optional<Instant> moment(String typed, String field, Programme programme, BindingResult errors) {
        if (typed.isEmpty()) {
            return Optional.empty();
        }
        var read = Typed.moment(typed, programme.zone());
        if (read.isEmpty()) {
            errors.rejectValue(field, "admin.form.moment.unreadable");
        }
        return read;
    }
}
