package io.perennial.points.domain;

import io.perennial.insights.ActivityId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * What an entry is booked for: its business key, the activity behind it, when that happened and when it is booked. Both to the
 * microsecond, which is what is stored and hashed.
 */
public record Occasion(String key, @Nullable ActivityId activity, Instant happenedAt, Instant bookedAt) {

    public Occasion {
        happenedAt = happenedAt.truncatedTo(ChronoUnit.MICROS);
        bookedAt = bookedAt.truncatedTo(ChronoUnit.MICROS);
    }

    public static Occasion of(String key, Instant now) {
        return new Occasion(key, null, now, now);
    }
}
