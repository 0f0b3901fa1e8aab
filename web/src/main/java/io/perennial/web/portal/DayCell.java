package io.perennial.web.portal;

import io.perennial.points.ReadStreak;
import java.time.LocalDate;
import java.util.List;

/**
 * A day of the check-in calendar.
 *
 * @param prize whether a prize was paid for it
 */
public record DayCell(LocalDate date, State state, boolean prize) {

    public enum State {
        DONE,
        MADE_UP,
        /** Gone by without a check-in. */
        OFF,
        /** Today, still to come. */
        TODAY,
        AHEAD
    }

    static List<DayCell> between(LocalDate first, LocalDate last, LocalDate today, ReadStreak.Days days) {
        return first.datesUntil(last.plusDays(1))
                .map(day ->
                        new DayCell(day, state(day, today, days), days.prizes().contains(day)))
                .toList();
    }

    private static State state(LocalDate day, LocalDate today, ReadStreak.Days days) {
        if (days.checkedIn().contains(day)) {
            return State.DONE;
        }
        if (days.madeUp().contains(day)) {
            return State.MADE_UP;
        }
        if (day.equals(today)) {
            return State.TODAY;
        }
        return day.isBefore(today) ? State.OFF : State.AHEAD;
    }
}
