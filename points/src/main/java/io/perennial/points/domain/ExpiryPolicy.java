package io.perennial.points.domain;

import io.perennial.insights.ActivityType;
import io.perennial.points.AnnounceExpiry;
import io.perennial.points.PointsPolicy;
import io.perennial.points.PointsPolicy.Expiry;
import io.perennial.points.PointsPolicy.FixedDates;
import io.perennial.points.PointsPolicy.Rolling;
import io.perennial.points.PointsPolicy.Rounding;
import io.perennial.points.PointsPolicy.Sliding;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One version of the policy in the programme's zone, in which its days, months and dates are counted. */
public record ExpiryPolicy(PointsPolicy policy, ZoneId zone) {

    /**
     * The first instant at which points that become available now can no longer be used.
     *
     * @param tier that their member holds
     */
    public Instant expiryOf(Instant available, @Nullable String tier) {
        return endOf(lastDayOf(policy.expiryFor(tier), day(available)));
    }

    /** Until when points of an activity wait, if they do: the first midnight by which they waited whole days enough. */
    public Optional<Instant> waitsUntil(ActivityType type, Instant happenedAt) {
        var days = policy.pendingDaysOf(type);
        return days == 0
                ? Optional.empty()
                : Optional.of(endOf(happenedAt.atZone(zone).toLocalDate().plusDays(days)));
    }

    private static LocalDate lastDayOf(Expiry expiry, LocalDate day) {
        return switch (expiry) {
            case Rolling(var months, var rounding) -> rounded(day.plusMonths(months), rounding);
            case Sliding(var months, var rounding, var activities) -> rounded(day.plusMonths(months), rounding);
            case FixedDates fixed -> next(fixed, day.plusDays(fixed.leastDays()));
        };
    }

    private static LocalDate rounded(LocalDate day, Rounding rounding) {
        var months = switch (rounding) {
            case DAY -> 0;
            case MONTH -> 1;
            case QUARTER -> 3;
            case HALF_YEAR -> 6;
            case YEAR -> 12;
        };
        if (months == 0) {
            return day;
        }
        var begun = (day.getMonthValue() - 1) / months;
        return day.withDayOfYear(1).plusMonths((begun + 1L) * months).minusDays(1);
    }

    private static LocalDate next(FixedDates fixed, LocalDate earliest) {
        for (var date : fixed.dates()) {
            var thisYear = date.atYear(earliest.getYear());
            if (!thisYear.isBefore(earliest)) {
                return thisYear;
            }
        }
        return fixed.dates().getFirst().atYear(earliest.getYear() + 1);
    }

    /** When a lot expires that something is given back to: what it has, but never less than the minimum life from now. */
    public Instant prolonged(Instant expiresAt, Instant now) {
        return prolonged(expiresAt, now, policy.minimumLifeDays());
    }

    /** When a lot expires that lives so many days at least: what it has, or the end of the last of them. */
    public Instant prolonged(Instant expiresAt, Instant now, int days) {
        var least = now.plusSeconds(86_400L * days);
        return expiresAt.isBefore(least) ? endOf(day(least)) : expiresAt;
    }

    /** Whether the member was told of this end so many days before it, or need not be. */
    public boolean toldInTime(Instant expiresAt, @Nullable Instant shownAt) {
        return policy.noticeDays() == 0
                || (shownAt != null && !shownAt.isAfter(startOf(day(expiresAt).minusDays(policy.noticeDays()))));
    }

    /** The end that points get of which nobody told in time, when that is seen: with the days of notice, and more to tell in. */
    public Instant endOfUntold(Instant now) {
        return endOfDayIn(policy.noticeDays() + policy.grace().daysToTell(), now);
    }

    /**
     * Until when open points can be used, whether or not the sweep has come: what their lot says, or, where that is over and
     * nobody told of it in time, the end that they get. Empty when they are over.
     */
    public Optional<Instant> livesUntil(Instant expiresAt, @Nullable Instant shownAt, Instant now) {
        if (expiresAt.isAfter(now)) {
            return Optional.of(expiresAt);
        }
        return toldInTime(expiresAt, shownAt) ? Optional.empty() : Optional.of(endOfUntold(now));
    }

    /** What ends before this instant is too late to tell of now. */
    public Instant noticeEndsAt(Instant now) {
        return endOf(day(now).plusDays(policy.noticeDays()));
    }

    /** The end of a day so many days ahead. */
    public Instant endOfDayIn(int days, Instant now) {
        return endOf(day(now).plusDays(days));
    }

    /** How far ahead a member is told of what ends: twice as far as they have a right to, and at least as the port says. */
    public Instant announcedUntil(Instant now) {
        return endOfDayIn(Math.max(AnnounceExpiry.DAYS_AHEAD, 2 * policy.noticeDays()), now);
    }

    /** Where an activity of this type moves the end of all points of its member to, if it does. */
    public Optional<Instant> slidTo(ActivityType type, Instant happenedAt, @Nullable String tier) {
        return policy.expiryFor(tier) instanceof Sliding sliding
                        && sliding.activities().contains(type)
                ? Optional.of(endOf(lastDayOf(sliding, day(happenedAt))))
                : Optional.empty();
    }

    private LocalDate day(Instant moment) {
        return moment.atZone(zone).toLocalDate();
    }

    private Instant startOf(LocalDate day) {
        return day.atStartOfDay(zone).toInstant();
    }

    /** The first instant after this day. */
    public Instant endOf(LocalDate lastDay) {
        return lastDay.plusDays(1).atStartOfDay(zone).toInstant();
    }

    /** The last day on which points of this expiry can be used. */
    public LocalDate lastDay(Instant expiresAt) {
        return lastDay(expiresAt, zone);
    }

    public static LocalDate lastDay(Instant expiresAt, ZoneId zone) {
        return expiresAt.minusNanos(1).atZone(zone).toLocalDate();
    }
}
