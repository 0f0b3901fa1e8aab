package io.perennial.points;

import io.perennial.membership.MemberId;
import java.time.LocalDate;
import java.util.List;

/**
 * Takes a member's check-in of today, a day in the programme's zone. The check-in, its points, the streak and the prizes
 * that it reaches are one transaction.
 *
 * <p>Once a day, whoever presses how often: each further call of that day changes nothing and gets the answer of the first.
 */
public interface CheckIn {

    Outcome checkIn(MemberId member);

    sealed interface Outcome {

        /**
         * @param points what the earn rules paid for the check-in itself; 0 when it was told by another channel
         * @param balance now, prizes included
         * @param streak with today
         * @param prizes for the length that the streak reached today; mostly none
         * @param repeated whether the day had been counted before, so that this call changed nothing
         */
        record CheckedIn(
                LocalDate day,
                long points,
                Points balance,
                ReadStreak.Streak streak,
                List<ReadStreak.Won> prizes,
                boolean repeated)
                implements Outcome {}

        record MemberClosed() implements Outcome {}

        record UnknownMember() implements Outcome {}
    }
}
