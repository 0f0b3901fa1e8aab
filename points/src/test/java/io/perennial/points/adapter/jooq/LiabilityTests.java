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
import io.perennial.points.Movements.Line;
import io.perennial.points.Points;
import io.perennial.points.PointsTest;
import io.perennial.points.ReadLiability;
import io.perennial.points.ReturnPoints;
import io.perennial.points.SpendPoints;
import io.perennial.points.SpendPoints.Spending;
import io.perennial.testing.TurnableClock;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@PointsTest
class LiabilityTests {

    private static final YearMonth NOVEMBER = YearMonth.of(2026, 11);

    @Autowired
    private EarnPoints earnPoints;

    @Autowired
    private SpendPoints spendPoints;

    @Autowired
    private ReturnPoints returnPoints;

    @Autowired
    private ExpirePoints expirePoints;

    @Autowired
    private ReadLiability readLiability;

    @Autowired
    private Members members;

    @Autowired
    private TurnableClock clock;

    @Test
    void each_month_opens_with_what_the_one_before_closed_with_and_the_last_one_closes_with_what_the_accounts_hold() {
        var anna = members.enrol();
        var ben = members.enrol();
        earn(anna, "A1", "100.00");
        earn(ben, "B1", "50.00");
        spend(anna, 30, "S1");
        at("2026-12-05T04:00:00Z");
        returnPoints.giveBack(anna, "S1", "broken");
        earnPoints.earn(List.of(refund(ben, "R1", "20.00", "B1")));
        at("2027-02-10T04:00:00Z");
        earn(anna, "A2", "7.00");

        var months = readLiability.rollForward(4);

        assertThat(months)
                .extracting(ReadLiability.Month::month)
                .containsExactly(NOVEMBER, NOVEMBER.plusMonths(1), NOVEMBER.plusMonths(2), NOVEMBER.plusMonths(3));
        assertThat(months).extracting(ReadLiability.Month::opening).containsExactly(0L, 120L, 130L, 130L);
        assertThat(months).extracting(ReadLiability.Month::closing).containsExactly(120L, 130L, 130L, 137L);
        assertThat(months.getFirst().movements().of(Line.ISSUED)).isEqualTo(150);
        assertThat(months.getFirst().movements().of(Line.REDEEMED)).isEqualTo(-30);
        assertThat(months.get(1).movements().of(Line.REDEEMED)).isEqualTo(30);
        assertThat(months.get(1).movements().of(EntryKind.TAKEN_BACK)).isEqualTo(-20);
        assertThat(readLiability.tieOut()).isEqualTo(new ReadLiability.TieOut(137, 137));
        assertThat(readLiability.rollForward(1)).singleElement().satisfies(last -> {
            assertThat(last.opening()).isEqualTo(130);
            assertThat(last.closing()).isEqualTo(137);
        });
        assertThatThrownBy(() -> readLiability.rollForward(0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_month_is_the_programmes_own() {
        var anna = members.enrol();
        at("2026-11-30T15:59:59Z"); // 23:59:59 in Shanghai
        earn(anna, "A1", "100.00");
        at("2026-11-30T16:00:00Z");
        earn(anna, "A2", "10.00");

        assertThat(readLiability.rollForward(2))
                .extracting(ReadLiability.Month::closing)
                .containsExactly(100L, 110L);
        assertThat(readLiability.cohorts())
                .extracting(ReadLiability.Cohort::issued)
                .containsExactly(100L, 10L);
    }

    @Test
    void cohorts_go_by_when_it_happened_and_read_the_same_before_and_after_days_are_closed() {
        var anna = members.enrol();
        earnPoints.earn(List.of(purchase(anna, "A1", "100.00", Instant.parse("2026-09-10T04:00:00Z"))));
        earnPoints.earn(List.of(purchase(anna, "A2", "40.00", Instant.parse("2026-10-10T04:00:00Z"))));
        spend(anna, 110, "S1");

        var today = readLiability.cohorts();
        assertThat(today)
                .extracting(ReadLiability.Cohort::month)
                .containsExactly(NOVEMBER.minusMonths(2), NOVEMBER.minusMonths(1));
        assertThat(today).extracting(ReadLiability.Cohort::issued).containsExactly(100L, 40L);
        assertThat(today).extracting(ReadLiability.Cohort::outstanding).containsExactly(0L, 30L);

        at("2026-11-25T04:00:00Z");
        assertThat(readLiability.cohorts()).isEqualTo(today);
        assertThat(readLiability.cohorts()).as("a day is closed once").isEqualTo(today);

        at("2028-12-01T04:00:00Z");
        expirePoints.expire(clock.instant());
        assertThat(readLiability.cohorts().getLast().movements().of(Line.EXPIRED))
                .isEqualTo(-30);
        assertThat(readLiability.tieOut().difference()).isZero();
    }

    @Test
    void breakage_is_told_once_whole_months_are_known() {
        var anna = members.enrol();
        assertThat(readLiability.breakage()).isEmpty();
        for (var month = 3; month <= 8; month++) {
            var day = "2027-0%d-10T04:00:00Z".formatted(month);
            at(day);
            earn(anna, "A" + month, "100.00");
            spend(anna, 40, "S" + month);
        }
        at("2027-09-01T04:00:00Z");

        var breakage = readLiability.breakage().orElseThrow();

        assertThat(breakage.asOf()).isEqualTo(YearMonth.of(2027, 8));
        assertThat(breakage.outstanding()).isEqualTo(360);
        assertThat(breakage.breakage()).isBetween(0L, 360L);
        assertThat(breakage.past()).isNotEmpty();
    }

    private void at(String instant) {
        clock.turnTo(Instant.parse(instant));
    }

    private void earn(MemberId member, String reference, String amount) {
        earnPoints.earn(List.of(purchase(member, reference, amount, clock.instant())));
    }

    private void spend(MemberId member, long points, String key) {
        spendPoints.spend(new Spending(member, Points.of(points), key, MUG));
    }
}
