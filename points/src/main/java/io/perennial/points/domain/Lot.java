package io.perennial.points.domain;

import io.perennial.points.Points;
import java.time.Instant;
import java.util.Comparator;

/**
 * Points of one origin, the entry of the same sequence, and one expiry.
 *
 * @param expiresAt the first instant at which they can no longer be used
 */
public record Lot(long sequence, Points original, Points remaining, Instant expiresAt) {

    /** What expires first is used first; of the same expiry, what was earned first. */
    public static final Comparator<Lot> SOONEST_FIRST =
            Comparator.comparing(Lot::expiresAt).thenComparingLong(Lot::sequence);

    public Lot {
        if (!original.covers(remaining)) {
            throw new IllegalArgumentException("a lot never holds more than it began with");
        }
    }

    public boolean isOpen() {
        return !remaining.isNone();
    }

    public boolean hasExpiredBy(Instant moment) {
        return !expiresAt.isAfter(moment);
    }

    Lot without(Points taken) {
        return new Lot(sequence, original, remaining.minus(taken), expiresAt);
    }

    Lot with(Points back, Instant expiry) {
        return new Lot(sequence, original, remaining.plus(back), expiry);
    }
}
