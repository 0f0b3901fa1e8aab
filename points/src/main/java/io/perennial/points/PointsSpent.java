package io.perennial.points;

import io.perennial.membership.MemberId;
import java.time.Instant;

/** A member spent points. */
public record PointsSpent(MemberId member, long entry, long points, long balance, Instant at) {}
