package io.perennial.membership;

import java.time.Instant;
import java.util.Optional;

/**
 * How a member stands.
 *
 * @param growth growth value (成长值), never negative; it decides the tier, is never spent, and is settled when a period ends
 * @param next the tier above, if there is one
 * @param missing growth still needed for {@code next}; 0 on the highest tier
 */
public record Standing(
        MemberId member, long growth, Tier tier, Instant tierSince, Optional<Tier> next, long missing, Tenure tenure) {

    /** On a tier that holds for good. */
    public static Standing on(Ladder ladder, MemberId member, long growth, Tier tier, Instant tierSince) {
        return on(ladder, member, growth, tier, tierSince, Tenure.forGood(tierSince));
    }

    public static Standing on(
            Ladder ladder, MemberId member, long growth, Tier tier, Instant tierSince, Tenure tenure) {
        var next = ladder.after(tier);
        return new Standing(
                member,
                growth,
                tier,
                tierSince,
                next,
                next.map(above -> Math.max(0, above.entryLine() - growth)).orElse(0L),
                tenure);
    }

    /** How much of the way to the next tier is done, 0 to 100; 100 on the highest tier. */
    public int percentToNext() {
        return next.map(above -> (int) Math.clamp(
                        100 * Math.max(0, growth - tier.entryLine()) / (above.entryLine() - tier.entryLine()), 0, 100))
                .orElse(100);
    }
}
