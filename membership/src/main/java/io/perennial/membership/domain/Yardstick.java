package io.perennial.membership.domain;

import io.perennial.membership.Ladder;
import io.perennial.membership.LadderTerms;
import io.perennial.membership.LadderTerms.Period;
import io.perennial.membership.Tier;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** What members are measured with: the ladder in force, and the zone in which its periods begin and end. */
public record Yardstick(Ladder ladder, ZoneId zone) {

    public LadderTerms terms() {
        return ladder.terms();
    }

    boolean tiersEnd() {
        return terms().period() != Period.UNLIMITED;
    }

    /** The end of a period that begins with a tier reached; nothing where tiers hold for good. */
    public @Nullable Instant endOfTierReached(Instant start) {
        return end(start, 1);
    }

    /** The end of a period that follows another one, or a fall, or that is spent on the lowest step. */
    public @Nullable Instant endOfPeriod(Instant start) {
        return end(start, 0);
    }

    private @Nullable Instant end(Instant start, int whole) {
        var day = LocalDate.ofInstant(start, zone);
        return switch (terms().period()) {
            case ROLLING_YEAR -> beginOf(day.plusYears(1));
            case CALENDAR_YEAR -> beginOf(LocalDate.of(day.getYear() + 1 + whole, 1, 1));
            case UNLIMITED -> null;
        };
    }

    Instant daysAfter(Instant moment, int days) {
        return days == 0 ? moment : beginOf(LocalDate.ofInstant(moment, zone).plusDays(days));
    }

    private Instant beginOf(LocalDate day) {
        return day.atStartOfDay(zone).toInstant();
    }

    /** Of growth that went beyond a line, what counts in the next period: at most as much as that one asks for. */
    long carried(long counted, long line, long asked) {
        return terms().surplusCarries() ? Math.clamp(counted - line, 0, asked) : 0;
    }

    /** Whether a member who was told then may fall at that moment. */
    boolean toldInTime(@Nullable Instant toldAt, Instant fall) {
        return terms().noticeDays() == 0
                || (toldAt != null
                        && !toldAt.plus(terms().noticeDays(), ChronoUnit.DAYS).isAfter(fall));
    }

    boolean isLowest(Tier tier) {
        return tier.rank() == 0;
    }
}
