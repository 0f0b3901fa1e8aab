package io.perennial.points;

import static io.perennial.points.Corruption.fault;
import static io.perennial.points.Corruption.hex;
import static io.perennial.points.Stories.purchase;
import static io.perennial.points.Stories.refund;
import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.insights.Condition;
import io.perennial.membership.MemberId;
import io.perennial.points.VerifyLedger.Breach;
import io.perennial.testing.TestDatabase;
import io.perennial.testing.TurnableClock;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Caps and budgets against the entries of their rule, on the real database. */
@PointsTest
class VerifyRuleLimitsTests {

    private static final Instant MORNING = Instant.parse("2026-12-01T01:00:00Z");

    @Autowired
    private EarnPoints earnPoints;

    @Autowired
    private VerifyLedger verifyLedger;

    @Autowired
    private Corruption corruption;

    @Autowired
    private Campaigns campaigns;

    @Autowired
    private Members members;

    @Autowired
    private TurnableClock clock;

    private MemberId anna;
    private MemberId ben;

    /** Double points, 120 a day at most and 7 times a month, 1,000 for all: Anna got 120 and 50 less 25, Ben 80. */
    @BeforeEach
    void a_campaign_with_caps_and_a_budget() {
        clock.turnTo(MORNING);
        campaigns.publish(
                Condition.none(),
                new Formula.Multiplied(new BigDecimal("2"), Formula.Rounding.HALF_UP),
                List.of(
                        new Cap(Cap.Window.DAY, Cap.Measure.POINTS, 120),
                        new Cap(Cap.Window.MONTH, Cap.Measure.TIMES, 7)),
                1_000L);
        var people = members.enrol(2);
        anna = people.getFirst();
        ben = people.getLast();
        clock.turn(Duration.ofHours(1));
        earnPoints.earn(List.of(
                purchase(anna, "A1", "90.00", clock.instant()),
                purchase(anna, "A2", "70.00", clock.instant()),
                purchase(ben, "B1", "80.00", clock.instant()),
                purchase(ben, "B2", "30.00", clock.instant())));
        clock.turn(Duration.ofDays(1));
        earnPoints.earn(List.of(purchase(anna, "A3", "50.00", clock.instant())));
        earnPoints.earn(List.of(
                refund(anna, "R1", "25.00", "A3", clock.instant()), refund(ben, "R2", "30.00", "B2", clock.instant())));
        assertThat(campaigns.left()).isEqualTo(1_000 - 120 - 25 - 80);
    }

    @Test
    void names_the_member_and_the_rule_whose_cap_counts_other_points_than_were_paid() {
        corruption.names(
                "UPDATE points_rule_use SET points = points - 20 WHERE span = 'DAY' AND starts_on = '2026-12-02'",
                fault(Breach.CAP_USED, anna, Campaigns.CAMPAIGN, "DAY 2026-12-02: 5 (1×)", "25 (1×)"));
    }

    @Test
    void names_a_cap_that_counts_other_times_than_were_paid() {
        corruption.names(
                "UPDATE points_rule_use SET times = 0 WHERE span = 'MONTH' AND member_id = " + hex(ben),
                fault(Breach.CAP_USED, ben, Campaigns.CAMPAIGN, "MONTH 2026-12-01: 80 (0×)", "80 (1×)"));
    }

    @Test
    void names_a_cap_that_forgot_what_was_paid() {
        corruption.names(
                "DELETE FROM points_rule_use WHERE span = 'DAY' AND member_id = " + hex(ben),
                fault(Breach.CAP_USED, ben, Campaigns.CAMPAIGN, "DAY 2026-12-01: 0 (0×)", "80 (1×)"));
    }

    @Test
    void names_the_rule_whose_budget_is_not_what_its_entries_left() {
        corruption.names(
                "UPDATE points_rule_budget SET remaining = remaining + 5 WHERE slot = 3",
                fault(Breach.BUDGET_USED, null, Campaigns.CAMPAIGN, 220, 225));
    }

    @Test
    void names_a_budget_that_is_gone() {
        corruption.names("DELETE FROM points_rule_budget", fault(Breach.BUDGET_USED, null, Campaigns.CAMPAIGN, 0, 225));
    }

    @Test
    void names_a_mission_that_gave_other_prizes_than_count_as_given() {
        var mission = MissionId.next();
        TestDatabase.get()
                .dsl()
                .execute("INSERT INTO points_mission_quota (mission_id, slot, share, remaining) VALUES (%s, 0, 10, 9)"
                        .formatted(hex(mission)));
        TestDatabase.get()
                .dsl()
                .execute("INSERT INTO points_mission_prize (member_id, mission_id, period, version, points, growth,"
                        + " completed_at) VALUES (%s, %s, '2026-11-01', 1, 5, 0, '2026-11-22')"
                                .formatted(hex(anna), hex(mission)));

        corruption.names(
                "UPDATE points_mission_quota SET remaining = 7", fault(Breach.MISSION_PRIZES, null, mission, 3, 1));
    }

    @Test
    void a_budget_that_was_changed_or_dropped_by_later_versions_is_no_fault() {
        campaigns.publish(version(2, 100L));
        earnPoints.earn(List.of(purchase(ben, "B3", "10.00", clock.instant())));
        assertThat(verifyLedger.verify().faults()).isEmpty();
        campaigns.publish(version(3, null));
        clock.turn(Duration.ofMinutes(1));
        earnPoints.earn(List.of(
                purchase(ben, "B4", "60.00", clock.instant()), refund(anna, "R3", "25.00", "A3", clock.instant())));

        assertThat(verifyLedger.verify().faults()).isEmpty();
    }

    @Test
    void raises_no_false_alarm_while_a_budget_is_drawn_and_given_back() {
        var people = members.enrol(40);
        clock.turn(Duration.ofDays(1));
        var busy = CompletableFuture.runAsync(() -> {
            for (int i = 0; i < 60; i++) {
                var round = i;
                earnPoints.earn(people.stream()
                        .map(member -> purchase(member, "P" + round + member, "3.00", clock.instant()))
                        .toList());
                earnPoints.earn(people.stream()
                        .map(member ->
                                refund(member, "R" + round + member, "2.00", "P" + round + member, clock.instant()))
                        .toList());
            }
        });
        var reports = new ArrayList<VerifyLedger.Report>();
        while (!busy.isDone()) {
            reports.add(verifyLedger.verify());
        }
        busy.join();

        assertThat(reports)
                .isNotEmpty()
                .allSatisfy(report -> assertThat(report.faults()).isEmpty());
    }

    private EarnRule version(int number, @org.jspecify.annotations.Nullable Long budget) {
        return new EarnRule(
                Campaigns.CAMPAIGN,
                number,
                new io.perennial.membership.BilingualText("加赠", "Campaign"),
                EarnRule.Role.BONUS,
                io.perennial.insights.ActivityType.PURCHASE,
                Condition.none(),
                new Formula.Multiplied(new BigDecimal("2"), Formula.Rounding.HALF_UP),
                new Formula.Nothing(),
                List.of(),
                budget,
                Stacking.ADD_UP,
                0,
                null,
                clock.instant(),
                null);
    }
}
