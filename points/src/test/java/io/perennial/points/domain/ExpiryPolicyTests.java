package io.perennial.points.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perennial.insights.ActivityType;
import io.perennial.points.PointsPolicy;
import io.perennial.points.PointsPolicy.Expiry;
import io.perennial.points.PointsPolicy.FixedDates;
import io.perennial.points.PointsPolicy.Rolling;
import io.perennial.points.PointsPolicy.Rounding;
import io.perennial.points.PointsPolicy.Sliding;
import io.perennial.points.Stories;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpiryPolicyTests {

    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

    private final ExpiryPolicy policy = rolling(24, SHANGHAI);

    @Test
    void points_of_november_last_through_the_last_day_of_november_two_years_later() {
        var expiry = policy.expiryOf(in(SHANGHAI, "2026-11-22T12:00:00"), null);

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
        var rule = rolling(months, SHANGHAI);

        var expiry = rule.expiryOf(in(SHANGHAI, available), null);

        assertThat(rule.lastDay(expiry)).isEqualTo(lastDay);
        assertThat(expiry).isEqualTo(in(SHANGHAI, lastDay.plusDays(1) + "T00:00:00"));
    }

    @Test
    void the_month_is_that_of_the_programme_and_not_of_the_server() {
        // 1 December 01:00 in Shanghai is still November in London and in UTC.
        var moment = Instant.parse("2026-11-30T17:00:00Z");
        var london = rolling(24, ZoneId.of("Europe/London"));

        assertThat(policy.lastDay(policy.expiryOf(moment, null))).isEqualTo(LocalDate.parse("2028-12-31"));
        assertThat(london.lastDay(london.expiryOf(moment, null))).isEqualTo(LocalDate.parse("2028-11-30"));
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
        var rule = rolling(months, zone);

        assertThat(rule.expiryOf(in(zone, available), null)).isEqualTo(in(zone, end));
    }

    @Test
    void a_day_that_has_no_midnight_begins_with_its_first_instant() {
        // On 1 October 2017 Paraguay put its clocks on from 00:00 to 01:00.
        var asuncion = ZoneId.of("America/Asuncion");
        var rule = rolling(12, asuncion);

        var expiry = rule.expiryOf(in(asuncion, "2016-09-10T10:00:00"), null);

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

    @ParameterizedTest
    @CsvSource({
        "DAY, 2026-01-31, 1, 2026-02-28",
        "DAY, 2024-02-29, 12, 2025-02-28",
        "DAY, 2024-02-29, 48, 2028-02-29",
        "MONTH, 2026-01-31, 1, 2026-02-28",
        "MONTH, 2027-02-28, 12, 2028-02-29",
        "QUARTER, 2026-12-31, 1, 2027-03-31",
        "QUARTER, 2026-02-28, 1, 2026-03-31",
        "QUARTER, 2026-03-31, 1, 2026-06-30",
        "QUARTER, 2026-06-30, 3, 2026-09-30",
        "HALF_YEAR, 2026-05-31, 1, 2026-06-30",
        "HALF_YEAR, 2026-06-01, 1, 2026-12-31",
        "HALF_YEAR, 2026-06-30, 12, 2027-06-30",
        "YEAR, 2026-01-01, 12, 2027-12-31",
        "YEAR, 2026-12-31, 12, 2027-12-31",
        "YEAR, 2024-02-29, 36, 2027-12-31",
    })
    void lasts_to_the_end_of_what_it_is_rounded_to(Rounding rounding, LocalDate day, int months, LocalDate lastDay) {
        assertThat(lastDay(new Rolling(months, rounding), day)).isEqualTo(lastDay);
        assertThat(lastDay(new Sliding(months, rounding, Set.of(ActivityType.PURCHASE)), day))
                .isEqualTo(lastDay);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-06-30, 0, 2026-06-30",
        "2026-07-01, 0, 2026-12-31",
        "2026-12-31, 0, 2026-12-31",
        "2026-12-30, 30, 2027-02-28",
        "2026-12-01, 30, 2026-12-31",
        "2026-12-02, 30, 2027-02-28",
        "2027-12-02, 30, 2028-02-29",
        "2028-02-29, 0, 2028-02-29",
        "2027-03-01, 0, 2027-06-30",
        "2026-01-01, 3650, 2035-12-31",
    })
    void lasts_to_the_next_date_that_leaves_a_least_life(LocalDate day, int leastDays, LocalDate lastDay) {
        var dates = new FixedDates(List.of(MonthDay.of(12, 31), MonthDay.of(2, 29), MonthDay.of(6, 30)), leastDays);

        assertThat(lastDay(dates, day)).isEqualTo(lastDay);
    }

    @Test
    void a_fixed_date_is_that_of_the_programme_and_lasts_to_its_last_second() {
        var dates = new FixedDates(List.of(MonthDay.of(12, 31)), 0);
        var newYork = new ExpiryPolicy(Stories.policy(dates), ZoneId.of("America/New_York"));

        // Already 2027 in Shanghai and in UTC.
        var expiry = newYork.expiryOf(Instant.parse("2027-01-01T04:59:59Z"), null);

        assertThat(expiry).isEqualTo(Instant.parse("2027-01-01T05:00:00Z"));
        assertThat(newYork.expiryOf(expiry, null)).isEqualTo(Instant.parse("2028-01-01T05:00:00Z"));
    }

    @Test
    void a_tier_of_its_own_rule_keeps_it_and_all_others_the_common_one() {
        var common = Stories.policy();
        var policy = new ExpiryPolicy(
                new PointsPolicy(
                        1,
                        common.expiry(),
                        Map.of("black", new Rolling(60, Rounding.YEAR)),
                        30,
                        0,
                        Map.of(),
                        common.refunds(),
                        common.transfers(),
                        common.adjustments(),
                        common.effectiveFrom()),
                SHANGHAI);
        var moment = in(SHANGHAI, "2026-11-22T12:00:00");

        assertThat(policy.lastDay(policy.expiryOf(moment, "black"))).isEqualTo(LocalDate.parse("2031-12-31"));
        assertThat(policy.lastDay(policy.expiryOf(moment, "vip"))).isEqualTo(LocalDate.parse("2028-11-30"));
        assertThat(policy.lastDay(policy.expiryOf(moment, null))).isEqualTo(LocalDate.parse("2028-11-30"));
    }

    @Test
    void refuses_what_makes_no_sense() {
        refused(() -> new Rolling(0, Rounding.DAY));
        refused(() -> new Rolling(1_201, Rounding.DAY));
        refused(() -> new FixedDates(List.of(), 0));
        refused(() -> new FixedDates(List.of(MonthDay.of(1, 1)), -1));
        refused(() -> new FixedDates(
                IntStream.rangeClosed(1, 21)
                        .mapToObj(day -> MonthDay.of(1, day))
                        .toList(),
                0));
        refused(() -> new Sliding(12, Rounding.DAY, Set.of()));
        refused(() -> new Sliding(12, Rounding.DAY, Set.of(ActivityType.REFUND)));
        refused(() -> Stories.policy(-1));
        assertThat(new FixedDates(Collections.nCopies(30, MonthDay.of(1, 1)), 0).dates())
                .hasSize(1);
    }

    private static void refused(ThrowingCallable policy) {
        assertThatThrownBy(policy).isInstanceOf(IllegalArgumentException.class);
    }

    private static LocalDate lastDay(Expiry expiry, LocalDate day) {
        var policy = new ExpiryPolicy(Stories.policy(expiry), SHANGHAI);
        var first = day.atStartOfDay(SHANGHAI).toInstant();
        var last = day.plusDays(1).atStartOfDay(SHANGHAI).toInstant().minusNanos(1_000);
        assertThat(policy.expiryOf(first, null)).isEqualTo(policy.expiryOf(last, null));
        return policy.lastDay(policy.expiryOf(first, null));
    }

    private static ExpiryPolicy rolling(int months, ZoneId zone) {
        return new ExpiryPolicy(Stories.policy(new Rolling(months, Rounding.MONTH)), zone);
    }

    private static Instant in(ZoneId zone, String local) {
        return LocalDateTime.parse(local).atZone(zone).toInstant();
    }
}
