package io.perennial.points;

import static io.perennial.points.Stories.LONG_AGO;
import static io.perennial.points.Stories.purchase;
import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.insights.ActivityType;
import io.perennial.membership.ReadAuditTrail;
import io.perennial.membership.StaffId;
import io.perennial.membership.StaffRole;
import io.perennial.points.PointsPolicy.AdjustmentLimits;
import io.perennial.points.PointsPolicy.Expiry;
import io.perennial.points.PointsPolicy.FixedDates;
import io.perennial.points.PointsPolicy.Refunds;
import io.perennial.points.PointsPolicy.Rolling;
import io.perennial.points.PointsPolicy.Rounding;
import io.perennial.points.PointsPolicy.Sliding;
import io.perennial.points.PointsPolicy.TransferLimits;
import io.perennial.points.PublishPolicy.Outcome;
import io.perennial.testing.TurnableClock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What staff publish about all points, on the real database. */
@PointsTest
class PolicyTests {

    private static final StaffId STAFF = StaffId.next();
    private static final Rolling TWO_YEARS = new Rolling(24, Rounding.MONTH);

    @Autowired
    private PublishPolicy publishPolicy;

    @Autowired
    private ReadPolicy readPolicy;

    @Autowired
    private EarnPoints earnPoints;

    @Autowired
    private ReadBalance readBalance;

    @Autowired
    private ReadAuditTrail readAuditTrail;

    @Autowired
    private Members members;

    @Autowired
    private Notices notices;

    @Autowired
    private TurnableClock clock;

    @BeforeEach
    void as_a_programme_begins() {
        notices.days(14);
    }

    @Test
    void a_programme_begins_with_two_years_and_no_surprises() {
        assertThat(readPolicy.current())
                .isEqualTo(new PointsPolicy(
                        1,
                        TWO_YEARS,
                        Map.of(),
                        30,
                        14,
                        Map.of(),
                        Refunds.WITHIN_BALANCE,
                        new TransferLimits(5_000, 20_000, 10, 30),
                        new AdjustmentLimits(
                                Map.of(StaffRole.SUPPORT, 500L, StaffRole.FINANCE, 5_000L, StaffRole.ADMIN, 5_000L)),
                        LONG_AGO));
        assertThat(readPolicy.history()).singleElement().satisfies(version -> {
            assertThat(version.by()).isEmpty();
            assertThat(version.until()).isEmpty();
        });
    }

    @Test
    void what_is_published_holds_at_once_is_read_back_whole_and_audited() {
        readPolicy.current();
        var everything = new PointsPolicy(
                2,
                new FixedDates(List.of(MonthDay.of(2, 29), MonthDay.of(12, 31)), 45),
                Map.of(
                        "vip",
                        new Rolling(36, Rounding.QUARTER),
                        "black",
                        new Sliding(18, Rounding.DAY, Set.of(ActivityType.PURCHASE, ActivityType.CHECK_IN))),
                7,
                0,
                Map.of(ActivityType.PURCHASE, 14),
                Refunds.OVERDRAFT,
                new TransferLimits(0, 0, 1, 0),
                new AdjustmentLimits(Map.of()),
                new PointsPolicy.Grace(45, 0),
                clock.instant());

        assertThat(publishPolicy.publish(everything, STAFF)).isEqualTo(new Outcome.Done(2, clock.instant()));

        assertThat(readPolicy.current()).isEqualTo(everything);
        var history = readPolicy.history();
        assertThat(history.getFirst().policy()).isEqualTo(everything);
        assertThat(history.getFirst().by()).contains(STAFF);
        assertThat(history.getLast().until()).contains(clock.instant());
        assertThat(readAuditTrail
                        .find(new ReadAuditTrail.Query(
                                Optional.of("points-policy"), Optional.of("2"), Optional.empty(), Optional.empty(), 10))
                        .lines())
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.action()).isEqualTo("points-policy.published");
                    assertThat(line.before()).contains("\"rolling\"", "\"months\":24");
                    assertThat(line.after()).contains("\"fixed-dates\"", "--02-29", "\"sliding\"");
                });
    }

    @Test
    void what_is_planned_holds_from_its_day_and_shortens_nothing_that_exists() {
        var anna = members.enrol();
        earnPoints.earn(List.of(purchase(anna, "A1", "10.00")));
        var begin = clock.instant().plus(Duration.ofDays(1));
        publishPolicy.publish(version(2, new Rolling(1, Rounding.DAY), begin), STAFF);

        clock.turnTo(begin.minusNanos(1_000));
        earnPoints.earn(List.of(purchase(anna, "A2", "20.00")));
        clock.turnTo(begin);
        earnPoints.earn(List.of(purchase(anna, "A3", "40.00")));

        assertThat(readBalance.of(anna).expiring())
                .containsExactly(
                        new ReadBalance.Expiring(LocalDate.parse("2026-12-23"), Points.of(40)),
                        new ReadBalance.Expiring(LocalDate.parse("2028-11-30"), Points.of(30)));
    }

    @Test
    void what_is_planned_is_withdrawn_by_a_later_version_that_begins_no_later() {
        var begin = clock.instant().plus(Duration.ofDays(30));
        publishPolicy.publish(version(2, new Rolling(6, Rounding.DAY), begin), STAFF);
        publishPolicy.publish(version(3, TWO_YEARS, clock.instant()), STAFF);

        clock.turnTo(begin.plusSeconds(1));

        assertThat(readPolicy.current().version()).isEqualTo(3);
        var planned = readPolicy.history().get(1);
        assertThat(planned.withdrawn()).isTrue();
        assertThat(planned.holdsAt(begin)).isFalse();
        assertThat(readPolicy.history())
                .extracting(version -> version.holdsAt(clock.instant()))
                .containsExactly(true, false, false);
    }

    @Test
    void of_two_who_publish_the_same_version_one_is_told() {
        publishPolicy.publish(version(2, TWO_YEARS, clock.instant()), STAFF);

        assertThat(publishPolicy.publish(version(2, TWO_YEARS, clock.instant()), STAFF))
                .isEqualTo(new Outcome.ChangedMeanwhile(2));
        assertThat(publishPolicy.publish(version(4, TWO_YEARS, clock.instant()), STAFF))
                .isEqualTo(new Outcome.ChangedMeanwhile(2));
    }

    @Test
    void nothing_is_published_for_the_past_or_for_a_tier_that_is_none() {
        assertThat(publishPolicy.publish(version(2, TWO_YEARS, clock.instant().minusSeconds(61)), STAFF))
                .isEqualTo(new Outcome.StartsTooEarly());
        var current = readPolicy.current();
        var unknown = new PointsPolicy(
                2,
                TWO_YEARS,
                Map.of("gold", TWO_YEARS),
                30,
                14,
                Map.of(),
                current.refunds(),
                current.transfers(),
                current.adjustments(),
                clock.instant());
        assertThat(publishPolicy.publish(unknown, STAFF)).isEqualTo(new Outcome.UnknownTier("gold"));
        assertThat(readPolicy.history()).hasSize(1);
    }

    private PointsPolicy version(int number, Expiry expiry, Instant from) {
        var current = readPolicy.current();
        return new PointsPolicy(
                number,
                expiry,
                Map.of(),
                30,
                0,
                Map.of(),
                current.refunds(),
                current.transfers(),
                current.adjustments(),
                from);
    }
}
