package io.perennial.membership.domain;

import java.time.LocalDate;
import java.time.MonthDay;
import java.time.temporal.TemporalAdjusters;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** When birthdays are kept: 29 February on the 28th of years that have none. */
public final class Birthday {

    private static final MonthDay LEAP_DAY = MonthDay.of(2, 29);

    private Birthday() {}

    /** The last day, of so many before today and today, on which this birthday was kept. */
    public static Optional<LocalDate> keptWithin(LocalDate birthday, LocalDate today, int daysBack) {
        var monthDay = MonthDay.from(birthday);
        for (var back = 0; back <= daysBack; back++) {
            var day = today.minusDays(back);
            if (monthDay.atYear(day.getYear()).equals(day)) { // a leap day at a common year is the 28th
                return Optional.of(day);
            }
        }
        return Optional.empty();
    }

    /** The day on which it was kept the year before, at the latest. */
    public static LocalDate aYearBefore(LocalDate day) {
        var before = day.minusYears(1);
        return MonthDay.from(before).equals(MonthDay.of(2, 28))
                ? before.with(TemporalAdjusters.lastDayOfMonth())
                : before;
    }

    /** All birthdays that may be kept on one of these days, as month * 100 + day. */
    public static Set<Integer> keptBetween(LocalDate first, LocalDate last) {
        var days = new LinkedHashSet<Integer>();
        for (var day = first; !day.isAfter(last); day = day.plusDays(1)) {
            days.add(inYear(MonthDay.from(day)));
            if (LEAP_DAY.atYear(day.getYear()).equals(day)) {
                days.add(inYear(LEAP_DAY));
            }
        }
        return days;
    }

    private static int inYear(MonthDay day) {
        return day.getMonthValue() * 100 + day.getDayOfMonth();
    }
}
