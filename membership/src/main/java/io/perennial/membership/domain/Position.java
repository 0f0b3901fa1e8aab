package io.perennial.membership.domain;

import io.perennial.membership.GrowStanding.Growth;
import io.perennial.membership.Ladder;
import io.perennial.membership.MemberId;
import io.perennial.membership.Standing;
import io.perennial.membership.Tier;
import java.time.Instant;

/**
 * Where a member is on the ladder, and how many changes of growth led there.
 *
 * @param lastSeq number of the member's last change of growth, 0 before the first
 */
public record Position(MemberId member, long growth, Tier tier, Instant tierSince, long lastSeq) {

    /**
     * A change of growth as it is kept.
     *
     * @param amount what was really added or taken, which is less than asked where growth would have fallen below zero
     */
    public record Booking(
            MemberId member,
            long seq,
            long amount,
            long growthAfter,
            String key,
            Instant happenedAt,
            Instant bookedAt) {}

    /** The position after one more change, and the change. */
    public record Step(Position position, Booking booking) {}

    /** Growth stays at zero or above; a tier rises as soon as its entry line is reached, and never falls. */
    public Step grow(Growth change, Ladder ladder, Instant now) {
        var after = Math.max(0, Math.addExact(growth, change.amount()));
        var reached = ladder.reachedBy(after);
        var rises = reached.rank() > tier.rank();
        var position = new Position(member, after, rises ? reached : tier, rises ? now : tierSince, lastSeq + 1);
        var booking =
                new Booking(member, position.lastSeq, after - growth, after, change.key(), change.happenedAt(), now);
        return new Step(position, booking);
    }

    public Standing on(Ladder ladder) {
        return Standing.on(ladder, member, growth, tier, tierSince);
    }
}
