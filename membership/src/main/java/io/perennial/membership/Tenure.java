package io.perennial.membership;

import java.time.Instant;
import java.util.Optional;

/**
 * How long a tier holds and what it takes to keep it. As of the last evaluation: an end may have passed a few hours ago.
 *
 * @param since when the present period began
 * @param until when it ends and growth begins anew; nothing where tiers hold for good
 * @param counted growth of this period that counts towards keeping the tier
 * @param line growth that keeps it; 0 on the lowest tier
 * @param graceUntil set when the period has ended short of the line: when the member falls one step, unless the line is
 *     reached until then
 * @param floor what staff have set
 * @param told whether the member was shown that it is about to end
 * @param waitingSince set while the member has reached the highest tier and waits for a place there
 */
public record Tenure(
        Instant since,
        Optional<Instant> until,
        long counted,
        long line,
        Optional<Instant> graceUntil,
        Optional<TierFloor> floor,
        boolean told,
        Optional<Instant> waitingSince) {

    public static Tenure forGood(Instant since) {
        return new Tenure(since, Optional.empty(), 0, 0, Optional.empty(), Optional.empty(), false, Optional.empty());
    }

    /** Growth still needed to keep the tier; 0 when it is safe for the next period. */
    public long missing() {
        return Math.max(0, line - counted);
    }

    /** How much of what keeps the tier is there, 0 to 100. */
    public int percent() {
        return line == 0 ? 100 : (int) Math.clamp(100 * Math.max(0, counted) / line, 0, 100);
    }

    public boolean isInGrace() {
        return graceUntil.isPresent();
    }
}
