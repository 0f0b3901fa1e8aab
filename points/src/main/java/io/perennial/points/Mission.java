package io.perennial.points;

import io.perennial.insights.ActivityType;
import io.perennial.insights.Condition;
import io.perennial.membership.BilingualText;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.joda.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;

/**
 * One version of a mission: steps, all of which a member takes within a period to win a prize, once in each.
 *
 * <p>An activity counts by the version that was in force when it happened; a mission is done by the steps of the newest one.
 * So an edit never takes away what members have already done: a step keeps its progress by its key.
 *
 * @param version 1 for the first
 * @param text at most 300 characters in each language
 * @param startsAt inclusive; the moment at which an activity <em>happened</em> decides
 * @param endsAt exclusive, the deadline of all periods; none when absent
 * @param tiers codes of the tiers whose members it is for, held when the activity happened; empty for everyone
 * @param prizes so many at most, to all members in all periods together; without a limit when absent
 */
public record Mission(
        MissionId id,
        int version,
        BilingualText name,
        BilingualText text,
        List<Step> steps,
        Recurrence recurrence,
        Instant startsAt,
        @Nullable Instant endsAt,
        Set<String> tiers,
        Prize prize,
        @Nullable Long prizes) {

    public static final int MOST_STEPS = 8;
    public static final int LONGEST_NAME = 80;
    public static final int LONGEST_TEXT = 300;
    public static final long LARGEST_TARGET = 1_000_000;
    public static final long MOST_PRIZES = 10_000_000;

    public Mission {
        steps = List.copyOf(steps);
        tiers = Collections.unmodifiableSortedSet(new TreeSet<>(tiers));
        if (version < 1) {
            throw new IllegalArgumentException("versions count from 1");
        }
        if (steps.isEmpty() || steps.size() > MOST_STEPS) {
            throw new IllegalArgumentException("a mission has 1 to 8 steps");
        }
        var keys = new HashSet<String>();
        if (!steps.stream().allMatch(step -> keys.add(step.key()))) {
            throw new IllegalArgumentException("each step has a key of its own");
        }
        if (endsAt != null && !endsAt.isAfter(startsAt)) {
            throw new IllegalArgumentException("a mission ends after it begins");
        }
        if (prizes != null && (prizes < 1 || prizes > MOST_PRIZES)) {
            throw new IllegalArgumentException("a limit is 1 to 10,000,000 prizes");
        }
    }

    /** With as many prizes as are won. */
    public Mission(
            MissionId id,
            int version,
            BilingualText name,
            BilingualText text,
            List<Step> steps,
            Recurrence recurrence,
            Instant startsAt,
            @Nullable Instant endsAt,
            Set<String> tiers,
            Prize prize) {
        this(id, version, name, text, steps, recurrence, startsAt, endsAt, tiers, prize, null);
    }

    /** With a prize for the first ones only. */
    public Mission withPrizes(@Nullable Long atMost) {
        return new Mission(id, version, name, text, steps, recurrence, startsAt, endsAt, tiers, prize, atMost);
    }

    public Optional<Step> step(String key) {
        return steps.stream().filter(step -> step.key().equals(key)).findFirst();
    }

    /** Whether what happened at that moment can count. */
    public boolean isOpenAt(Instant moment) {
        return !moment.isBefore(startsAt) && (endsAt == null || moment.isBefore(endsAt));
    }

    public boolean isFor(@Nullable String tier) {
        return tiers.isEmpty() || (tier != null && tiers.contains(tier));
    }

    /**
     * @param key names the step in all versions, so that it keeps its progress; 1 to 16 of {@code a-z 0-9 -}
     * @param condition what must hold for an activity of the type
     * @param currency of an amount; only with {@link Measure#AMOUNT}
     * @param target how often, on how many days, or how much in major units of the currency; 1 to {@value Mission#LARGEST_TARGET}
     */
    public record Step(
            String key,
            BilingualText name,
            ActivityType type,
            Condition condition,
            Measure measure,
            @Nullable CurrencyUnit currency,
            long target) {

        private static final Pattern KEY = Pattern.compile("[a-z0-9-]{1,16}");

        /** Whether what was counted for the one is what the other counts, so that progress can be kept. */
        public boolean countsAlike(Step other) {
            return type.equals(other.type) && Objects.equals(currency, other.currency);
        }

        public Step {
            condition = condition.readable();
            if (!KEY.matcher(key).matches()) {
                throw new IllegalArgumentException("a step's key is 1 to 16 of a-z 0-9 -");
            }
            if (target < 1 || target > LARGEST_TARGET) {
                throw new IllegalArgumentException("a step's target is 1 to 1,000,000");
            }
            if (type.equals(ActivityType.REFUND)) {
                throw new IllegalArgumentException("a refund takes back what its purchase counted");
            }
            if ((measure == Measure.AMOUNT) != (currency != null)
                    || (measure == Measure.AMOUNT && !type.equals(ActivityType.PURCHASE))) {
                throw new IllegalArgumentException("an amount is that of purchases in one currency");
            }
        }
    }

    /** What of the activities of a step is counted. */
    public enum Measure {
        /** How many there are. */
        TIMES,
        /** What was paid for the part that fits, refunds taken off. */
        AMOUNT,
        /** On how many days of the programme's zone. */
        DAYS
    }

    /** How often it can be done; periods are those of the programme's zone. */
    public enum Recurrence {
        ONCE,
        DAILY,
        /** Monday to Sunday. */
        WEEKLY,
        MONTHLY;

        private static final LocalDate WHOLE = LocalDate.EPOCH;

        /** The first day of the period that the day lies in, which names the period; always the same one for {@link #ONCE}. */
        public LocalDate periodOf(LocalDate day) {
            return switch (this) {
                case ONCE -> WHOLE;
                case DAILY -> day;
                case WEEKLY -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
                case MONTHLY -> day.withDayOfMonth(1);
            };
        }

        /** The day on which the period is over. */
        public Optional<LocalDate> endOf(LocalDate period) {
            return switch (this) {
                case ONCE -> Optional.empty();
                case DAILY -> Optional.of(period.plusDays(1));
                case WEEKLY -> Optional.of(period.plusWeeks(1));
                case MONTHLY -> Optional.of(period.plusMonths(1));
            };
        }
    }
}
