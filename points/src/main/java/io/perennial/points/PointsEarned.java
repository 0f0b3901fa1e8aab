package io.perennial.points;

import io.perennial.insights.ActivityId;
import io.perennial.membership.MemberId;
import java.time.Instant;
import java.util.List;

/** Activities earned points or growth; one event per request or batch. */
public record PointsEarned(List<Earning> earnings, Instant at) {

    /** @param pending points that wait until they become available */
    public record Earning(MemberId member, ActivityId activity, long points, long pending, long growth, long balance) {}
}
