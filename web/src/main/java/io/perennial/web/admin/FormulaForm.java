package io.perennial.web.admin;

import io.perennial.membership.Ladder;
import io.perennial.points.Formula;
import io.perennial.points.Formula.Rounding;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.BindingResult;

/**
 * What a rule pays of points or of growth, as typed.
 *
 * @param factor of a multiple: 2 for double
 * @param tiers factors by tier; empty for once
 */
record FormulaForm(String kind, String units, String per, String factor, String rounding, List<TierFactor> tiers) {

    static final String NOTHING = "nothing";
    static final String FIXED = "fixed";
    static final String PER_AMOUNT = "per-amount";
    static final String MULTIPLIED = "multiplied";

    private static final BigDecimal LARGEST_FACTOR = BigDecimal.valueOf(100);
    private static final int MOST_TIERS = 20;

    FormulaForm(
            @Nullable String kind,
            @Nullable String units,
            @Nullable String per,
            @Nullable String factor,
            @Nullable String rounding,
            @Nullable List<TierFactor> tiers) {
        this.kind = Typed.text(kind);
        this.units = Typed.text(units);
        this.per = Typed.text(per);
        this.factor = Typed.text(factor);
        this.rounding = Typed.text(rounding).isEmpty() ? Rounding.DOWN.name() : Typed.text(rounding);
        this.tiers =
                tiers == null ? List.of() : tiers.stream().limit(MOST_TIERS).toList();
    }

    record TierFactor(String code, String factor) {

        TierFactor(@Nullable String code, @Nullable String factor) {
            this.code = Typed.text(code);
            this.factor = Typed.text(factor);
        }
    }

    static FormulaForm nothing() {
        return new FormulaForm(NOTHING, null, null, null, null, null);
    }

    static FormulaForm onePerOne() {
        return new FormulaForm(PER_AMOUNT, "1", "1.00", null, null, null);
    }

    static FormulaForm fixed(long units) {
        return new FormulaForm(FIXED, Long.toString(units), null, null, null, null);
    }

    static FormulaForm times(String factor) {
        return new FormulaForm(MULTIPLIED, null, null, factor, null, null);
    }

    static FormulaForm of(Formula formula) {
        return switch (formula) {
            case Formula.Nothing _ -> nothing();
            case Formula.Fixed fixed -> fixed(fixed.units());
            case Formula.PerAmount per ->
                new FormulaForm(
                        PER_AMOUNT,
                        Long.toString(per.units()),
                        per.perAmount().toPlainString(),
                        null,
                        per.rounding().name(),
                        null);
            case Formula.Multiplied multiplied ->
                new FormulaForm(
                        MULTIPLIED,
                        null,
                        null,
                        multiplied.factor().toPlainString(),
                        multiplied.rounding().name(),
                        null);
            case Formula.ByTier byTier -> {
                var base = of(byTier.base());
                yield new FormulaForm(
                        base.kind,
                        base.units,
                        base.per,
                        null,
                        byTier.rounding().name(),
                        byTier.factors().entrySet().stream()
                                .map(each -> new TierFactor(
                                        each.getKey(), each.getValue().toPlainString()))
                                .toList());
            }
        };
    }

    /** With a line for each tier of the ladder, and those lines that name a tier which is no longer there. */
    FormulaForm withAllTiers(Ladder ladder) {
        var all = new ArrayList<TierFactor>();
        ladder.tiers()
                .forEach(tier -> all.add(tiers.stream()
                        .filter(each -> each.code().equals(tier.code()))
                        .findFirst()
                        .orElse(new TierFactor(tier.code(), ""))));
        tiers.stream()
                .filter(each ->
                        !each.factor().isEmpty() && ladder.find(each.code()).isEmpty())
                .forEach(all::add);
        return new FormulaForm(kind, units, per, factor, rounding, all);
    }

    public boolean isByTier() {
        return tiers.stream().anyMatch(each -> !each.factor().isEmpty());
    }

    /** @param path of this part of the form, with a full stop at its end */
    Formula read(String path, BindingResult errors) {
        return switch (kind) {
            case NOTHING -> new Formula.Nothing();
            case FIXED -> byTier(new Formula.Fixed(units(path, errors)), path, errors);
            case PER_AMOUNT -> {
                var number = units(path, errors);
                var amount = Typed.amount(per, BigDecimal.valueOf(Formula.LARGEST));
                if (amount.isEmpty()) {
                    errors.rejectValue(path + "per", "admin.form.amount.unreadable");
                }
                yield byTier(
                        new Formula.PerAmount(number, amount.orElse(BigDecimal.ONE), rounding(path, errors)),
                        path,
                        errors);
            }
            case MULTIPLIED -> {
                var times = Typed.amount(factor, LARGEST_FACTOR).filter(number -> number.compareTo(BigDecimal.ONE) > 0);
                if (times.isEmpty()) {
                    errors.rejectValue(path + "factor", "admin.rules.form.factor.unreadable");
                }
                yield new Formula.Multiplied(times.orElse(BigDecimal.TWO), rounding(path, errors));
            }
            default -> {
                errors.rejectValue(path + "kind", "admin.form.choose");
                yield new Formula.Nothing();
            }
        };
    }

    private long units(String path, BindingResult errors) {
        var number = Typed.whole(units, 1, Formula.LARGEST);
        if (number.isEmpty()) {
            errors.rejectValue(path + "units", "admin.form.whole", new Object[] {1, Formula.LARGEST}, null);
        }
        return number.orElse(1);
    }

    private Formula byTier(Formula base, String path, BindingResult errors) {
        if (!isByTier()) {
            return base;
        }
        SortedMap<String, BigDecimal> factors = new TreeMap<>();
        for (var index = 0; index < tiers.size(); index++) {
            var tier = tiers.get(index);
            if (tier.factor().isEmpty()) {
                continue;
            }
            var read = Typed.amount(tier.factor(), LARGEST_FACTOR);
            if (read.isEmpty()) {
                errors.rejectValue(path + "tiers[" + index + "].factor", "admin.rules.form.tier-factor.unreadable");
            }
            factors.put(tier.code(), read.orElse(BigDecimal.ONE));
        }
        return new Formula.ByTier(base, factors, rounding(path, errors));
    }

    private Rounding rounding(String path, BindingResult errors) {
        return Arrays.stream(Rounding.values())
                .filter(each -> each.name().equals(rounding))
                .findFirst()
                .orElseGet(() -> {
                    errors.rejectValue(path + "rounding", "admin.form.choose");
                    return Rounding.DOWN;
                });
    }
}
