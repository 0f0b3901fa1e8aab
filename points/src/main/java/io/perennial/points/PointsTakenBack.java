package io.perennial.points;

import io.perennial.insights.ActivityId;
import io.perennial.membership.MemberId;
import java.time.Instant;
import java.util.List;

/** Refunds took earned points or growth back; one event per request or batch. Amounts are positive. */
public record PointsTakenBack(List<TakingBack> refunds, Instant at) {

    /** @param pending points that still waited */
    public record TakingBack(
            MemberId member, ActivityId refund, long points, long pending, long growth, long balance) {}
}
