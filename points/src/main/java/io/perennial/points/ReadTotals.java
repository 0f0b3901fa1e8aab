package io.perennial.points;

import java.time.LocalDate;
import java.util.List;

/**
 * Figures for the dashboard. Days that are over are added up once and kept, by whoever asks first; so both cost what one
 * day's entries cost, however large the ledger is.
 */
public interface ReadTotals {

    /** All members' balances together, what is over and not yet swept included, less what members owe. */
    Points outstanding();

    /** One row per day of the programme's zone by booking time, oldest first, days without any included. */
    List<Day> lastDays(int days);

    record Day(LocalDate day, Movements movements) {}
}
