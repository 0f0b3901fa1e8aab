package io.perennial.points;

import io.perennial.insights.ActivityId;
import io.perennial.membership.MemberId;
import java.time.Instant;
import java.util.List;

/** Activities earned points or growth; one event per request or batch. */
public record PointsEarned(List<Earning> earnings, Instant at) {

    public record Earning(MemberId member, ActivityId activity, long points, long growth, long balance) {}
}
