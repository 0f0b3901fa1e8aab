package io.perennial.points;

import io.perennial.membership.MemberId;
import java.time.Instant;

/** Spent points came back to a member. */
public record PointsReturned(MemberId member, long entry, long points, long balance, Instant at) {}
