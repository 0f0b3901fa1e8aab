package io.perennial.web.admin;

import io.perennial.insights.ActivityType;
import io.perennial.membership.BilingualText;
import io.perennial.membership.Programme;
import io.perennial.points.EarnRule;
import io.perennial.points.Formula;
import io.perennial.points.RuleId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import org.joda.money.CurrencyUnit;
import org.joda.money.IllegalCurrencyException;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.BindingResult;

/**
 * A rule as typed. All fields are texts, so that what cannot be read comes back as it was typed.
 *
 * @param version the version that this edit would become
 * @param from empty for at once
 */
record RuleForm(
        String version,
        String nameZh,
        String nameEn,
        String activityType,
        String currency,
        String minimum,
        String pointsKind,
        String pointsUnits,
        String pointsPer,
        String growthKind,
        String growthUnits,
        String growthPer,
        String from,
        String until,
        String sampleAmount,
        String sampleCurrency) {

    static final String NOTHING = "nothing";
    static final String FIXED = "fixed";
    static final String PER_AMOUNT = "per-amount";
    private static final int LONGEST_NAME = 80;

    RuleForm(
            @Nullable String version,
            @Nullable String nameZh,
            @Nullable String nameEn,
            @Nullable String activityType,
            @Nullable String currency,
            @Nullable String minimum,
            @Nullable String pointsKind,
            @Nullable String pointsUnits,
            @Nullable String pointsPer,
            @Nullable String growthKind,
            @Nullable String growthUnits,
            @Nullable String growthPer,
            @Nullable String from,
            @Nullable String until,
            @Nullable String sampleAmount,
            @Nullable String sampleCurrency) {
        this.version = Typed.text(version);
        this.nameZh = Typed.text(nameZh);
        this.nameEn = Typed.text(nameEn);
        this.activityType = Typed.text(activityType);
        this.currency = Typed.text(currency);
        this.minimum = Typed.text(minimum);
        this.pointsKind = Typed.text(pointsKind);
        this.pointsUnits = Typed.text(pointsUnits);
        this.pointsPer = Typed.text(pointsPer);
        this.growthKind = Typed.text(growthKind);
        this.growthUnits = Typed.text(growthUnits);
        this.growthPer = Typed.text(growthPer);
        this.from = Typed.text(from);
        this.until = Typed.text(until);
        this.sampleAmount = Typed.text(sampleAmount);
        this.sampleCurrency = Typed.text(sampleCurrency);
    }

    /** What most new rules look like. */
    static RuleForm blank(Programme programme) {
        return new RuleForm(
                "1",
                "",
                "",
                ActivityType.PURCHASE.code(),
                "",
                "",
                PER_AMOUNT,
                "1",
                "1.00",
                PER_AMOUNT,
                "1",
                "1.00",
                "",
                "",
                "100.00",
                programme.usualCurrency());
    }

    static RuleForm of(EarnRule rule, Programme programme) {
        return new RuleForm(
                Integer.toString(rule.version() + 1),
                rule.name().zh(),
                rule.name().en(),
                rule.activityType().code(),
                rule.currency() == null ? "" : rule.currency().getCode(),
                rule.minimum() == null ? "" : rule.minimum().toPlainString(),
                kind(rule.points()),
                units(rule.points()),
                per(rule.points()),
                kind(rule.growth()),
                units(rule.growth()),
                per(rule.growth()),
                "",
                Typed.moment(rule.effectiveUntil(), programme.zone()),
                "100.00",
                rule.currency() == null
                        ? programme.usualCurrency()
                        : rule.currency().getCode());
    }

    public boolean isNew() {
        return version.equals("1");
    }

    /** The rule, or nothing when a field cannot be read; then the errors say which and why. */
    Optional<EarnRule> read(RuleId id, Instant now, Programme programme, BindingResult errors) {
        var number = Typed.whole(version, 1, Integer.MAX_VALUE);
        if (number.isEmpty()) {
            errors.reject("admin.form.stale");
        }
        name(nameZh, "nameZh", errors);
        name(nameEn, "nameEn", errors);
        var type = type(errors);
        var unit = currency(errors);
        var least = minimum(errors);
        var points = formula("points", pointsKind, pointsUnits, pointsPer, errors);
        var growth = formula("growth", growthKind, growthUnits, growthPer, errors);
        if (points instanceof Formula.Nothing && growth instanceof Formula.Nothing) {
            errors.rejectValue("pointsKind", "admin.rules.form.pays-nothing");
        }
        if (type != null && !type.equals(ActivityType.PURCHASE)) {
            onlyPurchasesHaveAmounts(points, growth, errors);
        }
        var start = moment(from, "from", programme, errors).orElse(now);
        var end = moment(until, "until", programme, errors).orElse(null);
        if (end != null && !end.isAfter(start)) {
            errors.rejectValue("until", "admin.form.ends-before-it-begins");
        }
        if (errors.hasErrors() || type == null) {
            return Optional.empty();
        }
        return Optional.of(new EarnRule(
                id,
                Math.toIntExact(number.orElseThrow()),
                new BilingualText(nameZh, nameEn),
                type,
                unit,
                least,
                points,
                growth,
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

    private @Nullable CurrencyUnit currency(BindingResult errors) {
        if (currency.isEmpty()) {
            return null;
        }
        try {
            return CurrencyUnit.of(currency);
        } catch (IllegalCurrencyException _) {
            errors.rejectValue("currency", "admin.form.currency.unknown");
            return null;
        }
    }

    private @Nullable BigDecimal minimum(BindingResult errors) {
        if (minimum.isEmpty()) {
            return null;
        }
        var read = Typed.amount(minimum, BigDecimal.valueOf(Formula.LARGEST));
        if (read.isEmpty()) {
            errors.rejectValue("minimum", "admin.form.amount.unreadable");
        }
        return read.orElse(null);
    }

    private static Formula formula(String what, String kind, String units, String per, BindingResult errors) {
        if (kind.equals(NOTHING)) {
            return new Formula.Nothing();
        }
        if (!kind.equals(FIXED) && !kind.equals(PER_AMOUNT)) {
            errors.rejectValue(what + "Kind", "admin.form.choose");
            return new Formula.Nothing();
        }
        var number = Typed.whole(units, 1, Formula.LARGEST);
        if (number.isEmpty()) {
            errors.rejectValue(what + "Units", "admin.form.whole", new Object[] {1, Formula.LARGEST}, null);
        }
        if (kind.equals(FIXED)) {
            return new Formula.Fixed(number.orElse(1));
        }
        var amount = Typed.amount(per, BigDecimal.valueOf(Formula.LARGEST));
        if (amount.isEmpty()) {
            errors.rejectValue(what + "Per", "admin.form.amount.unreadable");
        }
        return new Formula.PerAmount(number.orElse(1), amount.orElse(BigDecimal.ONE));
    }

    private void onlyPurchasesHaveAmounts(Formula points, Formula growth, BindingResult errors) {
        if (points instanceof Formula.PerAmount) {
            errors.rejectValue("pointsKind", "admin.rules.form.only-purchases");
        }
        if (growth instanceof Formula.PerAmount) {
            errors.rejectValue("growthKind", "admin.rules.form.only-purchases");
        }
        if (!currency.isEmpty()) {
            errors.rejectValue("currency", "admin.rules.form.only-purchases");
        }
        if (!minimum.isEmpty()) {
            errors.rejectValue("minimum", "admin.rules.form.only-purchases");
        }
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

    private static String kind(Formula formula) {
        return switch (formula) {
            case Formula.Nothing _ -> NOTHING;
            case Formula.Fixed _ -> FIXED;
            case Formula.PerAmount _ -> PER_AMOUNT;
        };
    }

    private static String units(Formula formula) {
        return switch (formula) {
            case Formula.Nothing _ -> "";
            case Formula.Fixed(var units) -> Long.toString(units);
            case Formula.PerAmount perAmount -> Long.toString(perAmount.units());
        };
    }

    private static String per(Formula formula) {
        return formula instanceof Formula.PerAmount perAmount
                ? perAmount.perAmount().toPlainString()
                : "";
    }

    /** What the typed rule would pay for one activity of the typed amount. */
    Optional<SampleEarning> sample(EarnRule rule, BindingResult errors) {
        if (!rule.activityType().equals(ActivityType.PURCHASE)) {
            return Optional.of(SampleEarning.of(rule, null));
        }
        var amount = Typed.amount(sampleAmount, BigDecimal.valueOf(999_999_999));
        if (amount.isEmpty()) {
            errors.rejectValue("sampleAmount", "admin.form.amount.unreadable");
            return Optional.empty();
        }
        return SampleEarning.money(sampleCurrency, amount.get())
                .map(money -> SampleEarning.of(rule, money))
                .or(() -> {
                    errors.rejectValue("sampleCurrency", "admin.form.currency.unknown");
                    return Optional.empty();
                });
    }
}
