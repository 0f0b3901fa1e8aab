package io.perennial.points;

import io.perennial.membership.MemberId;
import java.time.Instant;
import java.util.List;

/** Points or growth were given for something that is no activity; one event per call. */
public record PointsGranted(List<Gift> gifts, Instant at) {

    public record Gift(MemberId member, long entry, String key, long points, long growth, long balance) {}
}
