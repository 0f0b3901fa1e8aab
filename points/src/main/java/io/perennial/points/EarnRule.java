package io.perennial.points;

import io.perennial.insights.ActivityType;
import io.perennial.membership.BilingualText;
import java.math.BigDecimal;
import java.time.Instant;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * One version of an earn rule. Each rule that fits an activity pays; points and growth are separate results.
 *
 * @param version 1 for the first; an edit makes a new one, and entries point at the one that paid them
 * @param currency only activities in this currency; any configured one when absent
 * @param minimum only activities of at least this amount in major units; in the rule's currency or, without one, any
 * @param effectiveFrom inclusive; the moment at which the activity <em>happened</em> decides
 * @param effectiveUntil exclusive; open-ended when absent
 */
public record EarnRule(
        RuleId id,
        int version,
        BilingualText name,
        ActivityType activityType,
        @Nullable CurrencyUnit currency,
        @Nullable BigDecimal minimum,
        Formula points,
        Formula growth,
        Instant effectiveFrom,
        @Nullable Instant effectiveUntil) {

    public EarnRule {
        if (version < 1) {
            throw new IllegalArgumentException("versions count from 1");
        }
        if (activityType.equals(ActivityType.REFUND)) {
            throw new IllegalArgumentException("a refund takes back by the rule of its purchase");
        }
        if (points instanceof Formula.Nothing && growth instanceof Formula.Nothing) {
            throw new IllegalArgumentException("a rule pays points or growth");
        }
        var needsMoney = points instanceof Formula.PerAmount
                || growth instanceof Formula.PerAmount
                || minimum != null
                || currency != null;
        if (needsMoney && !activityType.equals(ActivityType.PURCHASE)) {
            throw new IllegalArgumentException("only a purchase has an amount");
        }
        if (minimum != null
                && (minimum.signum() <= 0 || minimum.stripTrailingZeros().scale() > 2)) {
            throw new IllegalArgumentException("a minimum is above 0, with two decimals at most");
        }
        if (effectiveUntil != null && !effectiveUntil.isAfter(effectiveFrom)) {
            throw new IllegalArgumentException("a rule ends after it begins");
        }
    }

    public boolean inForceAt(Instant moment) {
        return !moment.isBefore(effectiveFrom) && (effectiveUntil == null || moment.isBefore(effectiveUntil));
    }

    /** Whether the conditions on money hold; true for activities without money when there are none. */
    public boolean accepts(@Nullable Money amount) {
        if (currency != null && (amount == null || !amount.getCurrencyUnit().equals(currency))) {
            return false;
        }
        return minimum == null || (amount != null && amount.getAmount().compareTo(minimum) >= 0);
    }
}
