package io.perennial.points.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpiryPolicyTests {

    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

    private final ExpiryPolicy policy = new ExpiryPolicy(24, Duration.ofDays(30), SHANGHAI);

    @Test
    void points_of_november_last_through_the_last_day_of_november_two_years_later() {
        var expiry = policy.expiryOf(in(SHANGHAI, "2026-11-22T12:00:00"));

        assertThat(expiry).isEqualTo(in(SHANGHAI, "2028-12-01T00:00:00"));
        assertThat(policy.lastDay(expiry)).isEqualTo(LocalDate.parse("2028-11-30"));
    }

    @ParameterizedTest
    @CsvSource({
        // available, months, last day
        "2026-11-01T00:00:00, 24, 2028-11-30",
        "2026-11-30T23:59:59, 24, 2028-11-30",
        "2026-12-01T00:00:00, 24, 2028-12-31",
        "2026-01-29T10:00:00, 1, 2026-02-28",
        "2026-01-30T10:00:00, 1, 2026-02-28",
        "2026-01-31T10:00:00, 1, 2026-02-28",
        "2026-02-28T10:00:00, 24, 2028-02-29",
        "2028-02-29T10:00:00, 12, 2029-02-28",
        "2028-02-29T10:00:00, 48, 2032-02-29",
        "2026-08-31T10:00:00, 6, 2027-02-28",
        "2027-08-31T10:00:00, 6, 2028-02-29",
        "2026-12-31T23:59:59, 1, 2027-01-31",
    })
    void lasts_so_many_months_and_then_to_the_end_of_the_month(String available, int months, LocalDate lastDay) {
        var rule = new ExpiryPolicy(months, Duration.ofDays(30), SHANGHAI);

        var expiry = rule.expiryOf(in(SHANGHAI, available));

        assertThat(rule.lastDay(expiry)).isEqualTo(lastDay);
        assertThat(expiry).isEqualTo(in(SHANGHAI, lastDay.plusDays(1) + "T00:00:00"));
    }

    @Test
    void the_month_is_that_of_the_programme_and_not_of_the_server() {
        // 1 December 01:00 in Shanghai is still November in London and in UTC.
        var moment = Instant.parse("2026-11-30T17:00:00Z");
        var london = new ExpiryPolicy(24, Duration.ofDays(30), ZoneId.of("Europe/London"));

        assertThat(policy.lastDay(policy.expiryOf(moment))).isEqualTo(LocalDate.parse("2028-12-31"));
        assertThat(london.lastDay(london.expiryOf(moment))).isEqualTo(LocalDate.parse("2028-11-30"));
    }

    @ParameterizedTest
    @CsvSource({
        // 1 April 2029 begins in summer time, 1 November 2026 in New York in winter time to come, and so on.
        "Europe/London, 2027-03-15T10:00:00, 24, 2029-04-01T00:00:00",
        "America/New_York, 2025-10-20T10:00:00, 12, 2026-11-01T00:00:00",
        "Australia/Lord_Howe, 2026-03-20T10:00:00, 12, 2027-04-01T00:00:00",
        "Asia/Kathmandu, 2026-03-20T10:00:00, 12, 2027-04-01T00:00:00",
    })
    void a_month_ends_at_midnight_whatever_summer_time_does(ZoneId zone, String available, int months, String end) {
        var rule = new ExpiryPolicy(months, Duration.ofDays(30), zone);

        assertThat(rule.expiryOf(in(zone, available))).isEqualTo(in(zone, end));
    }

    @Test
    void a_day_that_has_no_midnight_begins_with_its_first_instant() {
        // On 1 October 2017 Paraguay put its clocks on from 00:00 to 01:00.
        var asuncion = ZoneId.of("America/Asuncion");
        var rule = new ExpiryPolicy(12, Duration.ofDays(30), asuncion);

        var expiry = rule.expiryOf(in(asuncion, "2016-09-10T10:00:00"));

        assertThat(expiry).isEqualTo(in(asuncion, "2017-10-01T01:00:00"));
        assertThat(rule.lastDay(expiry)).isEqualTo(LocalDate.parse("2017-09-30"));
    }

    @Test
    void what_comes_back_to_an_expired_lot_lives_to_the_end_of_the_thirtieth_day() {
        var now = in(SHANGHAI, "2026-11-22T12:00:00");

        var prolonged = policy.prolonged(in(SHANGHAI, "2026-11-01T00:00:00"), now);

        assertThat(prolonged).isEqualTo(in(SHANGHAI, "2026-12-23T00:00:00"));
        assertThat(policy.lastDay(prolonged)).isEqualTo(LocalDate.parse("2026-12-22"));
    }

    @Test
    void what_comes_back_never_lives_shorter_than_it_would_have() {
        var now = in(SHANGHAI, "2026-11-22T12:00:00");
        var exactly = now.plus(Duration.ofDays(30));

        assertThat(policy.prolonged(exactly, now)).isEqualTo(exactly);
        assertThat(policy.prolonged(exactly.plusSeconds(1), now)).isEqualTo(exactly.plusSeconds(1));
        assertThat(policy.prolonged(exactly.minusNanos(1_000), now)).isAfter(exactly);
    }

    @Test
    void refuses_settings_that_make_no_sense() {
        assertThatThrownBy(() -> new ExpiryPolicy(0, Duration.ofDays(30), SHANGHAI))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ExpiryPolicy(24, Duration.ofDays(-1), SHANGHAI))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Instant in(ZoneId zone, String local) {
        return LocalDateTime.parse(local).atZone(zone).toInstant();
    }
}
