package io.perennial.points;

import io.perennial.membership.MemberId;
import java.time.Instant;
import java.util.List;

/** Points that had waited became available; one event per chunk. */
public record PointsReleased(List<Release> releases, Instant at) {

    public record Release(MemberId member, long points, long balance) {}
}
