package io.perennial.points;

import io.perennial.membership.MemberId;
import java.time.Instant;

/** A transfer was delivered; for a household, from or to is its account. */
public record PointsTransferred(TransferId transfer, MemberId from, MemberId to, long points, Instant at) {}
