package io.perennial.points;

import io.perennial.insights.ActivityType;
import io.perennial.membership.StaffRole;
import java.time.Instant;
import java.time.MonthDay;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One version of what holds for all points of the programme: how long they last, when they become available, what refunds
 * may take, what transfers and adjustments may move. A version never shortens the life of points that exist.
 *
 * @param version 1 for the first; each change makes a new one
 * @param expiry how long points last
 * @param expiryOfTiers for members of these tiers, by tier code, instead of {@code expiry}; the tier counts that they hold
 *     when the points become available
 * @param minimumLifeDays how long points that were spent and came back live at least, 0 to {@value #MOST_DAYS}
 * @param noticeDays points expire only if their member was told so many days before, 0 to {@value #MOST_NOTICE_DAYS}; 0: no
 *     notice is needed
 * @param pendingDays days for which points of an activity type wait before they can be used, 1 to {@value #MOST_DAYS}; types
 *     that are absent give their points at once
 * @param grace for points whose end came too early, or has passed
 * @param effectiveFrom from then on, until a later version begins
 */
public record PointsPolicy(
        int version,
        Expiry expiry,
        Map<String, Expiry> expiryOfTiers,
        int minimumLifeDays,
        int noticeDays,
        Map<ActivityType, Integer> pendingDays,
        Refunds refunds,
        TransferLimits transfers,
        AdjustmentLimits adjustments,
        Grace grace,
        Instant effectiveFrom) {

    public static final int MOST_MONTHS = 1_200;
    public static final int MOST_DAYS = 3_650;
    public static final int MOST_NOTICE_DAYS = 90;
    public static final int MOST_DATES = 20;

    public PointsPolicy {
        expiryOfTiers = Map.copyOf(new TreeMap<>(expiryOfTiers));
        pendingDays = Map.copyOf(pendingDays);
        if (version < 1) {
            throw new IllegalArgumentException("versions count from 1");
        }
        require(minimumLifeDays, 0, MOST_DAYS, "days of least life");
        require(noticeDays, 0, MOST_NOTICE_DAYS, "days of notice");
        pendingDays.values().forEach(days -> require(days, 1, MOST_DAYS, "days of waiting"));
        if (pendingDays.containsKey(ActivityType.REFUND)) {
            throw new IllegalArgumentException("a refund earns nothing that could wait");
        }
    }

    /** With the usual grace. */
    public PointsPolicy(
            int version,
            Expiry expiry,
            Map<String, Expiry> expiryOfTiers,
            int minimumLifeDays,
            int noticeDays,
            Map<ActivityType, Integer> pendingDays,
            Refunds refunds,
            TransferLimits transfers,
            AdjustmentLimits adjustments,
            Instant effectiveFrom) {
        this(
                version,
                expiry,
                expiryOfTiers,
                minimumLifeDays,
                noticeDays,
                pendingDays,
                refunds,
                transfers,
                adjustments,
                Grace.USUAL,
                effectiveFrom);
    }

    /** How long points of a member last who holds this tier. */
    public Expiry expiryFor(@Nullable String tier) {
        return tier == null ? expiry : expiryOfTiers.getOrDefault(tier, expiry);
    }

    /** Whether anyone's points live on with what they do. */
    public boolean slides() {
        return expiry instanceof Sliding || expiryOfTiers.values().stream().anyMatch(Sliding.class::isInstance);
    }

    /** Whether points of some activities wait before they can be used. */
    public int pendingDaysOf(ActivityType type) {
        return pendingDays.getOrDefault(type, 0);
    }

    /** How long points last from the moment at which they become available. Days are the programme's. */
    public sealed interface Expiry {}

    /**
     * So many months, then to the end of that day, month, quarter, half-year or year.
     *
     * @param months 1 to {@value #MOST_MONTHS}
     */
    public record Rolling(int months, Rounding rounding) implements Expiry {

        public Rolling {
            require(months, 1, MOST_MONTHS, "months");
        }
    }

    /**
     * To the next of some dates of each year, the date itself included, that leaves them a least life. 29 February is the
     * 28th in other years.
     *
     * @param dates 1 to {@value #MOST_DATES}, in their order
     * @param leastDays 0 to {@value #MOST_DAYS}; with 30, points earned less than 30 days before a date last to the one after it
     */
    public record FixedDates(List<MonthDay> dates, int leastDays) implements Expiry {

        public FixedDates {
            dates = List.copyOf(new TreeSet<>(dates));
            require(dates.size(), 1, MOST_DATES, "dates a year");
            require(leastDays, 0, MOST_DAYS, "days of least life");
        }
    }

    /**
     * So many months after the last of some activities, rounded as a rolling expiry: each moves all open points of its
     * member on, and never shortens any.
     *
     * @param activities at least one type, no refunds
     */
    public record Sliding(int months, Rounding rounding, Set<ActivityType> activities) implements Expiry {

        public Sliding {
            activities = Set.copyOf(activities);
            require(months, 1, MOST_MONTHS, "months");
            if (activities.isEmpty() || activities.contains(ActivityType.REFUND)) {
                throw new IllegalArgumentException("points live on with activities other than refunds");
            }
        }
    }

    /** The end of what they last to. */
    public enum Rounding {
        DAY,
        MONTH,
        QUARTER,
        HALF_YEAR,
        YEAR
    }

    /** What a refund may take back that is no longer waiting. */
    public enum Refunds {
        /** Nothing: only points that still wait. */
        ONLY_PENDING,
        /** What is there; the rest is waived. */
        WITHIN_BALANCE,
        /** All of it: what is not there is owed, and repaid by what is earned next. The same holds for adjustments. */
        OVERDRAFT
    }

    /**
     * What members may send each other.
     *
     * @param perDay points in one day, 0 where nothing may be sent
     * @param perMonth points in one calendar month, at least those of a day
     * @param smallest points of one transfer, at least 1
     * @param undoMinutes for how long the sender may take it back, 0 to 1,440
     */
    public record TransferLimits(long perDay, long perMonth, long smallest, int undoMinutes) {

        public TransferLimits {
            if (perDay < 0 || perMonth < perDay || smallest < 1) {
                throw new IllegalArgumentException("limits rise from the smallest transfer over the day to the month");
            }
            require(undoMinutes, 0, 1_440, "minutes to take a transfer back");
        }
    }

    /**
     * How many points or how much growth a role may move by one adjustment alone; more needs a second person.
     *
     * @param alone roles that are absent need a second person for any
     */
    public record AdjustmentLimits(Map<StaffRole, Long> alone) {

        public AdjustmentLimits {
            alone = Map.copyOf(alone);
            if (alone.values().stream().anyMatch(limit -> limit < 0)) {
                throw new IllegalArgumentException("a limit is never negative");
            }
        }

        /** The most that one person with these roles may move alone. */
        public long aloneWith(Collection<StaffRole> roles) {
            return roles.stream()
                    .map(role -> Optional.ofNullable(alone.get(role)).orElse(0L))
                    .max(Long::compare)
                    .orElse(0L);
        }
    }

    /**
     * @param daysToTell how many days beyond those of notice points live on of whose end nobody told in time, 1 to {@value
     *     #MOST_DAYS}
     * @param reinstatementDays for how many days staff may give back what expired, 0 to {@value #MOST_DAYS}; 0: never
     */
    public record Grace(int daysToTell, int reinstatementDays) {

        public static final Grace USUAL = new Grace(30, 180);

        public Grace {
            require(daysToTell, 1, MOST_DAYS, "days to tell");
            require(reinstatementDays, 0, MOST_DAYS, "days to give back what expired");
        }
    }

    private static void require(int value, int least, int most, String what) {
        if (value < least || value > most) {
            throw new IllegalArgumentException("%d to %d %s".formatted(least, most, what));
        }
    }
}
