package io.perennial.points;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;

/**
 * What the programme owes its members in points, for those who keep the books. Read from sums of days that are over and from
 * the entries since, so that it costs what one day's entries cost.
 */
public interface ReadLiability {

    /**
     * Opening + issued − redeemed − taken back − expired ± adjusted = closing, by the month in which it was booked, in the
     * programme's zone; oldest first, the present month last and unfinished. Each month opens with what the one before
     * closed with.
     *
     * @param months 1 to 120
     */
    List<Month> rollForward(int months);

    /** Adds up all accounts there are, which costs what the number of members costs, beside the sum of all entries. */
    TieOut tieOut();

    /**
     * What became of the points of each month of issue: when their cause happened, not when it was booked, so that history
     * brought in by a file keeps its months. Oldest first.
     */
    List<Cohort> cohorts();

    /** How many of the outstanding points will never be redeemed; nothing before there is enough to learn from. */
    Optional<Breakage> breakage();

    record Month(YearMonth month, long opening, Movements movements) {
        public long closing() {
            return Math.addExact(opening, movements.net());
        }
    }

    /**
     * @param accounts what the accounts hold, less what members owe
     * @param entries the sum of all entries
     */
    record TieOut(long accounts, long entries) {
        public long difference() {
            return accounts - entries;
        }
    }

    /**
     * @param issued points of lots whose cause happened in that month
     * @param movements of these lots since, signed, without the issue itself
     */
    record Cohort(YearMonth month, long issued, Movements movements) {
        public long outstanding() {
            return Math.addExact(issued, movements.net());
        }
    }

    /**
     * An estimate from what earlier cohorts did at the same age in months: the share of their points that was redeemed at each
     * age, added up over the ages that are still to come. Ages that no cohort has reached yet count as none, so a young
     * programme overstates its breakage; {@code learntUpTo} says how far its own experience goes.
     *
     * @param outstanding of all cohorts at the end of the last whole month
     * @param expectedRedemptions of these
     * @param share of {@code outstanding}, 0 to 1
     * @param redeemedInTheEnd the share of points issued that is redeemed in the end, by this experience
     * @param learntUpTo the greatest age in months that any cohort has reached
     * @param past what the same estimate would have said earlier, and what came of it
     */
    record Breakage(
            YearMonth asOf,
            long outstanding,
            long expectedRedemptions,
            long breakage,
            BigDecimal share,
            BigDecimal redeemedInTheEnd,
            int learntUpTo,
            List<Forecast> past,
            Optional<BigDecimal> usualError) {}

    /**
     * @param asOf the last month that the forecast knew
     * @param months how far it looked ahead
     * @param error (expected − actual) ÷ actual; nothing when nothing was redeemed
     */
    record Forecast(YearMonth asOf, int months, long expected, long actual, Optional<BigDecimal> error) {}
}
