package io.perennial.points.domain;

import io.perennial.points.Why;
import java.util.List;
import java.util.Set;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * What a refund claims of an account, whether or not it is still there.
 *
 * @param purchase reference of the purchase, if the refund named one
 * @param amount what was refunded
 * @param lots sequences of the purchase's own lots, which are drawn from first
 * @param reverses sequence of the purchase's first entry
 * @param rules how much of what each rule paid
 */
public record Claim(
        @Nullable String purchase,
        Money amount,
        long points,
        long growth,
        Set<Long> lots,
        @Nullable Long reverses,
        List<Why.Reversed> rules) {

    public Claim {
        lots = Set.copyOf(lots);
        rules = List.copyOf(rules);
        if (points < 0 || growth < 0) {
            throw new IllegalArgumentException("a claim is never negative");
        }
    }

    /** Growth is taken back at most down to zero, and the entry says what was really taken. */
    public Claim withGrowthAtMost(long there) {
        return new Claim(purchase, amount, points, Math.min(growth, there), lots, reverses, rules);
    }
}
