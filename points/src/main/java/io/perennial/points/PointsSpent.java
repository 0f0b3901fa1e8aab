package io.perennial.points;

import io.perennial.membership.MemberId;
import java.time.Instant;
import java.util.List;

/** Members spent points; one event per request or batch. */
public record PointsSpent(List<Spent> spendings, Instant at) {

    /** @param entry sequence number of the entry among the member's */
    public record Spent(MemberId member, long entry, long points, long balance) {}
}
