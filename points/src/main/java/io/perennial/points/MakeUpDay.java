package io.perennial.points;

import io.perennial.membership.MemberId;
import java.time.LocalDate;
import java.util.List;

/**
 * Fills a day that a member missed, because they chose to, so that their streak goes on as if they had checked in. The day
 * itself earns no check-in points; prizes for lengths that the streak reaches by it are paid.
 *
 * <p>Only the day that {@link ReadStreak.Streak#makeUp} offers, so that nobody uses up a make-up day that mends nothing.
 */
public interface MakeUpDay {

    Outcome makeUp(MemberId member, LocalDate day);

    sealed interface Outcome {

        /** @param repeated the day had been made up for before; this call changed nothing */
        record MadeUp(LocalDate day, ReadStreak.Streak streak, List<ReadStreak.Won> prizes, boolean repeated)
                implements Outcome {}

        /** It was not missed, lies too far back, would mend nothing, or this month's make-up days are used up. */
        record NotOffered() implements Outcome {}

        record MemberClosed() implements Outcome {}

        record UnknownMember() implements Outcome {}
    }
}
