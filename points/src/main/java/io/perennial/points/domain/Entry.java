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
 * @param key business key, booked once per member for ever
 * @param reverses sequence of the entry that this one answers: what a refund takes back, what a return gives back
 */
public record Entry(
        MemberId member,
        long sequence,
        EntryKind kind,
        long points,
        long growth,
        Points balanceAfter,
        String key,
        @Nullable ActivityId activity,
        @Nullable Long reverses,
        Why why,
        Instant happenedAt,
        Instant bookedAt) {}
