package io.perennial.points;

import io.perennial.membership.MemberId;
import java.time.Instant;

/** Points or growth were given for something that is no activity. */
public record PointsGranted(
        MemberId member, long entry, String key, long points, long growth, long balance, Instant at) {}
