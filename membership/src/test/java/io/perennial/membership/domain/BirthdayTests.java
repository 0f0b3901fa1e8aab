package io.perennial.membership.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.MonthDay;
import org.junit.jupiter.api.Test;

class BirthdayTests {

    @Test
    void is_kept_on_its_day_and_found_some_days_later() {
        var birthday = LocalDate.of(1990, 3, 14);
        assertThat(Birthday.keptWithin(birthday, LocalDate.of(2026, 3, 13), 7)).isEmpty();
        assertThat(Birthday.keptWithin(birthday, LocalDate.of(2026, 3, 14), 7)).hasValue(LocalDate.of(2026, 3, 14));
        assertThat(Birthday.keptWithin(birthday, LocalDate.of(2026, 3, 21), 7)).hasValue(LocalDate.of(2026, 3, 14));
        assertThat(Birthday.keptWithin(birthday, LocalDate.of(2026, 3, 22), 7)).isEmpty();
        assertThat(Birthday.keptWithin(LocalDate.of(1990, 12, 30), LocalDate.of(2027, 1, 2), 7))
                .hasValue(LocalDate.of(2026, 12, 30));
    }

    @Test
    void of_a_leap_day_is_kept_on_the_28th_of_other_years() {
        var birthday = LocalDate.of(1992, 2, 29);
        assertThat(Birthday.keptWithin(birthday, LocalDate.of(2027, 2, 28), 0)).hasValue(LocalDate.of(2027, 2, 28));
        assertThat(Birthday.keptWithin(birthday, LocalDate.of(2028, 2, 28), 0)).isEmpty();
        assertThat(Birthday.keptWithin(birthday, LocalDate.of(2028, 2, 29), 0)).hasValue(LocalDate.of(2028, 2, 29));
        assertThat(Birthday.keptBetween(LocalDate.of(2027, 2, 27), LocalDate.of(2027, 3, 1)))
                .containsExactly(227, 228, 229, 301);
        assertThat(Birthday.keptBetween(LocalDate.of(2028, 2, 28), LocalDate.of(2028, 2, 28)))
                .containsExactly(228);
    }

    @Test
    void a_year_lies_between_two_of_the_same_birthday_whatever_the_year() {
        for (var birthday : new LocalDate[] {
            LocalDate.of(1992, 2, 29), LocalDate.of(1992, 2, 28), LocalDate.of(1990, 3, 1), LocalDate.of(1990, 12, 31)
        }) {
            for (var year = 2024; year < 2040; year++) {
                var kept = MonthDay.from(birthday).atYear(year);
                var next = MonthDay.from(birthday).atYear(year + 1);
                assertThat(Birthday.aYearBefore(next))
                        .as("%s after %s", next, kept)
                        .isAfterOrEqualTo(kept);
                assertThat(Birthday.aYearBefore(next.minusDays(5))).isBefore(kept);
            }
        }
    }
}
