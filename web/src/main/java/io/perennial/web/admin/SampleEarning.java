package io.perennial.web.admin;

import io.perennial.points.EarnRule;
import io.perennial.points.Formula;
import java.math.BigDecimal;
import java.util.Optional;
import org.joda.money.CurrencyUnit;
import org.joda.money.IllegalCurrencyException;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * What one activity would earn by one rule, tried out before the rule is published.
 *
 * @param accepted whether the rule's conditions on money hold
 */
record SampleEarning(@Nullable Money amount, boolean accepted, long points, long growth) {

    static SampleEarning of(EarnRule rule, @Nullable Money amount) {
        return rule.accepts(amount)
                ? new SampleEarning(amount, true, pays(rule.points(), amount), pays(rule.growth(), amount))
                : new SampleEarning(amount, false, 0, 0);
    }

    /** Nothing when there is no such currency, or it has no such small coins. */
    static Optional<Money> money(String currency, BigDecimal amount) {
        try {
            return Optional.of(Money.of(CurrencyUnit.of(currency), amount.stripTrailingZeros()));
        } catch (IllegalCurrencyException | ArithmeticException _) {
            return Optional.empty();
        }
    }

    private static long pays(Formula formula, @Nullable Money amount) {
        return switch (formula) {
            case Formula.Nothing _ -> 0;
            case Formula.Fixed(var units) -> units;
            case Formula.PerAmount perAmount -> amount == null ? 0 : perAmount.of(amount);
        };
    }
}
