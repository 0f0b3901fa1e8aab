package io.perennial.points;

import io.perennial.membership.MemberId;
import java.time.Instant;
import java.util.List;

/** Points expired; one event per chunk of the sweep. */
public record PointsExpired(List<Expiry> expiries, Instant at) {

    public record Expiry(MemberId member, long points, long balance) {}
}
