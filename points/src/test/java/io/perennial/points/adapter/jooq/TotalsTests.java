package io.perennial.points.adapter.jooq;

import static io.perennial.points.Stories.MUG;
import static io.perennial.points.Stories.purchase;
import static io.perennial.points.Stories.refund;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perennial.membership.MemberId;
import io.perennial.points.EarnPoints;
import io.perennial.points.EntryKind;
import io.perennial.points.ExpirePoints;
import io.perennial.points.Members;
import io.perennial.points.Movements;
import io.perennial.points.Points;
import io.perennial.points.PointsTest;
import io.perennial.points.ReadTotals;
import io.perennial.points.ReadTotals.Day;
import io.perennial.points.ReturnPoints;
import io.perennial.points.SpendPoints;
import io.perennial.points.SpendPoints.Spending;
import io.perennial.points.VerifyLedger;
import io.perennial.testing.TestDatabase;
import io.perennial.testing.TurnableClock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@PointsTest
class TotalsTests {

    private static final LocalDate FIRST = LocalDate.parse("2026-11-22");

    @Autowired
    private EarnPoints earnPoints;

    @Autowired
    private SpendPoints spendPoints;

    @Autowired
    private ReturnPoints returnPoints;

    @Autowired
    private ExpirePoints expirePoints;

    @Autowired
    private ReadTotals readTotals;

    @Autowired
    private VerifyLedger verifyLedger;

    @Autowired
    private Members members;

    @Autowired
    private TurnableClock clock;

    @Test
    void a_programme_that_has_not_begun_has_nothing() {
        assertThat(readTotals.outstanding()).isEqualTo(Points.NONE);
        assertThat(readTotals.lastDays(2))
                .containsExactly(day(FIRST.minusDays(1), 0, 0, 0, 0, 0), day(FIRST, 0, 0, 0, 0, 0));
        assertThatThrownBy(() -> readTotals.lastDays(0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void days_are_those_of_the_programmes_zone_and_every_kind_is_counted_positive() {
        var anna = members.enrol();
        earn(anna, "A1", "100.00");
        at("2026-11-22T15:59:59Z"); // 23:59:59 in Shanghai
        spend(anna, 30, "S1");
        at("2026-11-22T16:00:00Z");
        returnPoints.giveBack(anna, "S1", "broken");
        spend(anna, 10, "S2");
        earnPoints.earn(List.of(refund(anna, "R1", "20.00", "A1")));

        assertThat(readTotals.lastDays(3))
                .containsExactly(
                        day(FIRST.minusDays(1), 0, 0, 0, 0, 0),
                        day(FIRST, 100, 30, 0, 0, 0),
                        day(FIRST.plusDays(1), 0, 10, 30, 20, 0));
        assertThat(readTotals.outstanding()).isEqualTo(Points.of(70));
    }

    @Test
    void sums_stay_right_when_days_are_over_and_are_read_from_the_ledger_no_more() {
        var anna = members.enrol();
        earn(anna, "A1", "100.00");
        at("2026-11-25T04:00:00Z");
        earn(anna, "A2", "40.00");
        assertThat(readTotals.outstanding()).isEqualTo(Points.of(140));
        assertThat(keptDays()).isEqualTo(3); // 22, 23, 24

        at("2026-11-26T04:00:00Z");
        spend(anna, 15, "S1");
        var days = readTotals.lastDays(5);

        assertThat(days).extracting(day -> day.movements().of(EntryKind.EARNED)).containsExactly(100L, 0L, 0L, 40L, 0L);
        assertThat(days).extracting(day -> day.movements().of(EntryKind.SPENT)).containsExactly(0L, 0L, 0L, 0L, -15L);
        assertThat(keptDays()).isEqualTo(4);
        assertThat(readTotals.outstanding())
                .isEqualTo(Points.of(125))
                .isEqualTo(verifyLedger.verify().outstanding());
        TestDatabase.get().dsl().execute("UPDATE points_entry SET points = 999 WHERE booked_at < '2026-11-24'");
        assertThat(readTotals.outstanding()).isEqualTo(Points.of(125));
    }

    @Test
    void a_day_is_over_an_hour_after_midnight_so_that_late_commits_are_in_it() {
        var anna = members.enrol();
        at("2026-11-22T15:59:00Z");
        earn(anna, "A1", "100.00");

        at("2026-11-22T16:59:59Z");
        assertThat(readTotals.outstanding()).isEqualTo(Points.of(100));
        assertThat(keptDays()).isZero();
        at("2026-11-22T17:00:00Z");
        assertThat(readTotals.outstanding()).isEqualTo(Points.of(100));
        assertThat(keptDays()).isEqualTo(1);
    }

    @Test
    void a_clock_that_ran_ahead_for_a_while_closes_no_day_that_is_still_to_come() {
        var anna = members.enrol();
        earn(anna, "A1", "100.00");
        at("2027-12-31T04:00:00Z");
        assertThat(readTotals.outstanding()).isEqualTo(Points.of(100));
        assertThat(all(readTotals.lastDays(500)).of(EntryKind.EARNED)).isEqualTo(100);

        at("2026-11-24T04:00:00Z");
        earn(anna, "A2", "40.00");

        assertThat(readTotals.outstanding()).isEqualTo(Points.of(140));
        assertThat(readTotals.lastDays(3))
                .extracting(day -> day.movements().of(EntryKind.EARNED))
                .containsExactly(100L, 0L, 40L);
    }

    @Test
    void what_was_issued_is_what_was_redeemed_expired_reversed_and_is_outstanding() {
        var anna = members.enrol();
        earn(anna, "A1", "100.00");
        spend(anna, 30, "S1");
        earnPoints.earn(List.of(refund(anna, "R1", "20.00", "A1")));
        at("2028-11-30T16:00:00Z");
        expirePoints.expire(clock.instant());
        earn(anna, "A2", "7.00");

        var days = readTotals.lastDays(800);

        assertThat(days).hasSize(800);
        assertThat(all(days).of(EntryKind.EXPIRED)).isEqualTo(-50);
        assertThat(all(days).net())
                .isEqualTo(7)
                .isEqualTo(readTotals.outstanding().value());
    }

    private static Movements all(List<Day> days) {
        return days.stream().map(Day::movements).reduce(Movements.NONE, Movements::plus);
    }

    private void at(String instant) {
        clock.turnTo(Instant.parse(instant));
    }

    private void earn(MemberId member, String reference, String amount) {
        earnPoints.earn(List.of(purchase(member, reference, amount)));
    }

    private void spend(MemberId member, long points, String key) {
        spendPoints.spend(new Spending(member, Points.of(points), key, MUG));
    }

    private static Day day(LocalDate day, long earned, long spent, long givenBack, long takenBack, long expired) {
        return new Day(
                day,
                new Movements(Map.of(
                        EntryKind.EARNED,
                        earned,
                        EntryKind.SPENT,
                        -spent,
                        EntryKind.GIVEN_BACK,
                        givenBack,
                        EntryKind.TAKEN_BACK,
                        -takenBack,
                        EntryKind.EXPIRED,
                        -expired)));
    }

    private static int keptDays() {
        var days = DSL.field("day");
        return TestDatabase.get()
                .dsl()
                .select(DSL.countDistinct(days))
                .from(DSL.table("points_day"))
                .fetchSingle()
                .value1();
    }
}
