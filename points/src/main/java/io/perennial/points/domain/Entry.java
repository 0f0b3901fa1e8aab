package io.perennial.points.domain;

import io.perennial.insights.ActivityId;
import io.perennial.membership.MemberId;
import io.perennial.points.EntryKind;
import io.perennial.points.Points;
import io.perennial.points.Why;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One movement on a member's account; never changed once it is booked.
 *
 * @param sequence 1, 2, 3 … without gaps per member
 * @param points the signed change of what the member has, less what they owe
 * @param pending the signed change of what waits
 * @param key business key, booked once per member for ever
 * @param reverses sequence of the entry that this one answers: what a refund takes back, what a return gives back, what
 *     waited until it was released
 * @param hash of this entry and of the hash before it
 */
public record Entry(
        MemberId member,
        long sequence,
        EntryKind kind,
        long points,
        long pending,
        long growth,
        Points balanceAfter,
        Points owedAfter,
        String key,
        @Nullable ActivityId activity,
        @Nullable Long reverses,
        Why why,
        Instant happenedAt,
        Instant bookedAt,
        Fingerprint hash) {

    /** What its cause is worth, whether it is there or waits. */
    public long worth() {
        return Math.addExact(points, pending);
    }

    /** The rule version that paid, if one did. */
    public Why.@Nullable Paid rule() {
        return ruleOf(why);
    }

    static Why.@Nullable Paid ruleOf(Why why) {
        return why instanceof Why.Earned earned ? earned.rule() : null;
    }
}
