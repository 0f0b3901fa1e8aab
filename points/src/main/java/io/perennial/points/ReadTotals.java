package io.perennial.points;

import java.time.LocalDate;
import java.util.List;

/** Figures for the dashboard. */
public interface ReadTotals {

    /** Points of all members that could be spent now. */
    Points outstanding();

    /** One row per day of the programme's zone by booking time, oldest first, days without any included. */
    List<Day> lastDays(int days);

    /** All of them counted positive. */
    record Day(LocalDate day, long earned, long spent, long givenBack, long takenBack, long expired) {}
}
