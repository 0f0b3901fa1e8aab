package io.perennial.points.domain;

import io.perennial.points.Points;
import java.time.Instant;

/**
 * Points that the entry of the same sequence promised, until they become available; then they are a lot of that sequence.
 *
 * @param remaining what of them still waits: none once they were released, or all were taken back
 */
public record Waiting(long sequence, Points original, Points remaining, Instant availableAt) {

    public Waiting {
        if (!original.covers(remaining)) {
            throw new IllegalArgumentException("never more waits than was promised");
        }
    }

    public boolean isOpen() {
        return !remaining.isNone();
    }

    public boolean isAvailableBy(Instant moment) {
        return !availableAt.isAfter(moment);
    }

    Waiting with(Points back) {
        return new Waiting(sequence, original, remaining.plus(back), availableAt);
    }

    Waiting without(Points taken) {
        return new Waiting(sequence, original, remaining.minus(taken), availableAt);
    }
}
