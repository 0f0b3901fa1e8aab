package io.perennial.points;

import io.perennial.membership.MemberId;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;

/** A member's days in a row, and what they lead to. Days are those of the programme's zone. */
public interface ReadStreak {

    /** A member who never checked in has a streak of 0. */
    Streak of(MemberId member);

    /**
     * What a page with a streak and the days before it needs. One statement.
     *
     * @param days that lead up to today, which is one of them; at most 31
     */
    Lately lately(MemberId member, int days);

    record Lately(Streak streak, Days days) {}

    /** @param last at most 62 days from the first, both included */
    Days days(MemberId member, LocalDate first, LocalDate last);

    /**
     * @param length days in a row up to today, or up to yesterday as long as today can still be added
     * @param today whether today is among them
     * @param longest the longest that there ever was
     * @param makeUpsLeft missed days that may still be filled this month
     * @param makeUp the missed day to fill, if that would mend the streak now
     * @param next the next prize on this way; what is in force now
     */
    record Streak(
            LocalDate day,
            int length,
            boolean today,
            int longest,
            int makeUpsLeft,
            Optional<MakeUp> makeUp,
            Optional<Next> next) {}

    /** @param length how long the streak is once the gap is mended */
    record MakeUp(LocalDate day, int length) {}

    /**
     * @param length that earns it
     * @param checkIns how many more it takes, today's included if it is still to come
     */
    record Next(int length, int checkIns, Prize prize) {}

    /** A prize that was paid for a length reached on a day. */
    record Won(LocalDate day, int length, Prize prize) {}

    /**
     * @param checkedIn made-up days are not among them
     * @param prizes days on which a prize was paid
     */
    record Days(Set<LocalDate> checkedIn, Set<LocalDate> madeUp, Set<LocalDate> prizes) {}
}
