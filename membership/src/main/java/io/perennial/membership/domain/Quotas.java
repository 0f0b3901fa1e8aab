package io.perennial.membership.domain;

import io.perennial.membership.Benefit.Period;
import java.time.LocalDate;
import java.util.Optional;

/** The calendar periods in which benefits can be used so and so often. */
public final class Quotas {

    private Quotas() {}

    public static LocalDate start(Period period, LocalDate day) {
        return switch (period) {
            case MONTH -> day.withDayOfMonth(1);
            case QUARTER -> LocalDate.of(day.getYear(), (day.getMonthValue() - 1) / 3 * 3 + 1, 1);
            case YEAR -> LocalDate.of(day.getYear(), 1, 1);
            case EVER -> LocalDate.EPOCH;
        };
    }

    /** The first day of the next period. */
    public static Optional<LocalDate> next(Period period, LocalDate day) {
        var start = start(period, day);
        return switch (period) {
            case MONTH -> Optional.of(start.plusMonths(1));
            case QUARTER -> Optional.of(start.plusMonths(3));
            case YEAR -> Optional.of(start.plusYears(1));
            case EVER -> Optional.empty();
        };
    }
}
