package io.perennial.points;

import io.perennial.membership.MemberId;
import java.time.Instant;

/** Staff gave points or growth to a member, or took some. */
public record PointsAdjusted(MemberId member, long entry, long points, long growth, long balance, Instant at) {}
