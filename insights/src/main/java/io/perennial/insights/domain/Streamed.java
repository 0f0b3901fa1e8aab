package io.perennial.insights.domain;

import io.perennial.insights.ActivityType;
import io.perennial.insights.MemberFacts;
import io.perennial.insights.ReadActivities.Recorded;
import io.perennial.membership.Programme;
import java.time.Duration;
import java.time.Instant;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * What a member's stream comes to.
 *
 * @param purchases those of which not everything went back
 * @param spentMinor in the programme's usual currency, without what went back
 */
public record Streamed(
        @Nullable Instant lastActivityAt,
        @Nullable Instant firstPurchaseAt,
        @Nullable Instant lastPurchaseAt,
        long purchases,
        long spentMinor,
        Hours hours) {

    public static final Streamed NOTHING = new Streamed(null, null, null, 0, 0, Hours.NONE);

    /** Habits change: the usual hour is one of the last two years. */
    private static final Duration LATELY = Duration.ofDays(730);

    /** What happened before does not count for the usual hour. */
    public static Instant habitsFrom(Instant now) {
        return now.minus(LATELY);
    }

    public static Streamed of(MemberFacts facts, Hours hours) {
        return new Streamed(
                facts.lastActivityAt(),
                facts.firstPurchaseAt(),
                facts.lastPurchaseAt(),
                facts.purchases(),
                facts.spentMinor(),
                hours);
    }

    /** With one more activity, which is no refund, and of which nothing went back. */
    public Streamed and(Recorded activity, Instant now, Programme programme) {
        var at = activity.happenedAt();
        var isBought = activity.type().equals(ActivityType.PURCHASE);
        return new Streamed(
                later(lastActivityAt, at),
                isBought ? earlier(firstPurchaseAt, at) : firstPurchaseAt,
                isBought ? later(lastPurchaseAt, at) : lastPurchaseAt,
                purchases + (isBought ? 1 : 0),
                spentMinor + (isBought ? usualMinor(activity.amount(), programme) : 0),
                at.isBefore(habitsFrom(now))
                        ? hours
                        : hours.and(at.atZone(programme.zone()).getHour(), 1));
    }

    public Streamed and(Streamed other) {
        return new Streamed(
                later(lastActivityAt, other.lastActivityAt),
                earlier(firstPurchaseAt, other.firstPurchaseAt),
                later(lastPurchaseAt, other.lastPurchaseAt),
                purchases + other.purchases,
                spentMinor + other.spentMinor,
                hours.and(other.hours));
    }

    private static long usualMinor(@Nullable Money paid, Programme programme) {
        return paid != null && paid.getCurrencyUnit().getCode().equals(programme.usualCurrency())
                ? paid.getAmountMinorLong()
                : 0;
    }

    private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
        return one == null || (other != null && other.isBefore(one)) ? other : one;
    }

    private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
        return one == null || (other != null && other.isAfter(one)) ? other : one;
    }
}
