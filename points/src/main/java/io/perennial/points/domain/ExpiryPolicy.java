package io.perennial.points.domain;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * How long points last: a number of months from the day on which they become available, rounded up to the end of that
 * month. Days and months are those of the programme's zone.
 *
 * @param minimumLife what points that were spent and came back live at least
 */
public record ExpiryPolicy(int months, Duration minimumLife, ZoneId zone) {

    public ExpiryPolicy {
        if (months < 1 || months > 1_200) {
            throw new IllegalArgumentException("points last 1 to 1,200 months");
        }
        if (minimumLife.isNegative() || minimumLife.compareTo(Duration.ofDays(3_650)) > 0) {
            throw new IllegalArgumentException("the minimum life is 0 to 3,650 days");
        }
    }

    /** The first instant at which points that become available now can no longer be used. */
    public Instant expiryOf(Instant available) {
        var lastMonth = available.atZone(zone).toLocalDate().withDayOfMonth(1).plusMonths(months);
        return lastMonth.plusMonths(1).atStartOfDay(zone).toInstant();
    }

    /** When a lot expires that something is given back to: what it has, but never less than the minimum life from now. */
    public Instant prolonged(Instant expiresAt, Instant now) {
        var least = now.plus(minimumLife);
        return expiresAt.isBefore(least)
                ? least.atZone(zone)
                        .toLocalDate()
                        .plusDays(1)
                        .atStartOfDay(zone)
                        .toInstant()
                : expiresAt;
    }

    /** The last day on which points of this expiry can be used. */
    public LocalDate lastDay(Instant expiresAt) {
        return expiresAt.minusNanos(1).atZone(zone).toLocalDate();
    }
}
