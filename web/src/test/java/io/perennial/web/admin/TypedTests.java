package io.perennial.web.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TypedTests {

    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

    @ParameterizedTest
    @CsvSource({"7, 7", "'1,000', 1000", "１２, 12", "+5, 5", "-5, -5", "'1 000', 1000"})
    void reads_whole_numbers_as_people_write_them(String typed, long number) {
        assertThat(Typed.whole(typed, -10, 1_000)).hasValue(number);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ten", "1.5", "1001", "-11", "99999999999999999999", "1e3", "0x1"})
    void refuses_other_texts_and_numbers_out_of_bounds(String typed) {
        assertThat(Typed.whole(typed, -10, 1_000)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "0.00", "-1", "1.001", "1e2", "NaN", "12345678901234567890", "101"})
    void refuses_amounts_that_are_none(String typed) {
        assertThat(Typed.amount(typed, BigDecimal.valueOf(100))).isEmpty();
    }

    @Test
    void reads_amounts() {
        assertThat(Typed.amount("１２.50", BigDecimal.valueOf(100)))
                .hasValueSatisfying(amount -> assertThat(amount).isEqualByComparingTo("12.5"));
    }

    @Test
    void reads_a_moment_in_the_zone_and_writes_it_back() {
        var moment = Typed.moment("2026-12-01T08:00", SHANGHAI);
        assertThat(moment).contains(Instant.parse("2026-12-01T00:00:00Z"));
        assertThat(Typed.moment(moment.orElseThrow(), SHANGHAI)).isEqualTo("2026-12-01T08:00");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "tomorrow", "2026-12-01", "1999-12-31T23:59", "+999999-01-01T00:00"})
    void refuses_moments_that_are_none(String typed) {
        assertThat(Typed.moment(typed, SHANGHAI)).isEmpty();
    }
}
