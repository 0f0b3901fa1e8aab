package io.perennial.points;

import static io.perennial.points.Stories.CHECK_IN_RULE;
import static io.perennial.points.Stories.MUG;
import static io.perennial.points.Stories.PURCHASE_RULE;
import static io.perennial.points.Stories.checkIn;
import static io.perennial.points.Stories.perAmount;
import static io.perennial.points.Stories.purchase;
import static io.perennial.points.Stories.refund;
import static io.perennial.points.Stories.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.perennial.insights.Activity;
import io.perennial.membership.ChangeMemberStatus;
import io.perennial.membership.MemberId;
import io.perennial.membership.MemberStatus;
import io.perennial.membership.ReadAuditTrail;
import io.perennial.membership.ReadStanding;
import io.perennial.membership.StaffId;
import io.perennial.membership.TiersChanged;
import io.perennial.points.EarnPoints.Outcome.Booked;
import io.perennial.points.SpendPoints.Spending;
import io.perennial.testing.TestDatabase;
import io.perennial.testing.TurnableClock;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.modulith.test.AssertablePublishedEvents;
import org.springframework.modulith.test.Scenario;
import org.springframework.transaction.support.TransactionTemplate;

@PointsTest
class PointsModuleTests {

    private static final Instant EXPIRY = Instant.parse("2028-11-30T16:00:00Z");

    @Autowired
    private EarnPoints earnPoints;

    @Autowired
    private SpendPoints spendPoints;

    @Autowired
    private ReturnPoints returnPoints;

    @Autowired
    private ExpirePoints expirePoints;

    @Autowired
    private PublishRule publishRule;

    @Autowired
    private ReadRules readRules;

    @Autowired
    private ReadStatement readStatement;

    @Autowired
    private ReadBalance readBalance;

    @Autowired
    private VerifyLedger verifyLedger;

    @Autowired
    private ReadStanding readStanding;

    @Autowired
    private Members members;

    @Autowired
    private TurnableClock clock;

    @Autowired
    private TransactionTemplate transaction;

    @Test
    void a_purchase_goes_in_and_points_growth_and_tier_come_out(Scenario scenario, AssertablePublishedEvents events) {
        var anna = members.enrol();

        scenario.stimulate(() -> booked(purchase(anna, "A1", "1280.50")))
                .andWaitForEventOfType(PointsEarned.class)
                .toArriveAndVerify((event, booked) -> {
                    assertThat(booked.points()).isEqualTo(1_280);
                    assertThat(booked.standing().tier().code()).isEqualTo("vip");
                    assertThat(event)
                            .isEqualTo(new PointsEarned(
                                    List.of(new PointsEarned.Earning(anna, booked.activity(), 1_280, 0, 1_280, 1_280)),
                                    clock.instant()));
                    assertThat(readStanding.of(anna)).hasValue(booked.standing());
                });
        assertThat(events.ofType(TiersChanged.class)).hasSize(1);
    }

    @Test
    void a_refund_goes_in_and_points_and_growth_go(Scenario scenario) {
        var anna = members.enrol();
        booked(purchase(anna, "A1", "100.00"));

        scenario.stimulate(() -> booked(refund(anna, "R1", "40.00", "A1")))
                .andWaitForEventOfType(PointsTakenBack.class)
                .toArriveAndVerify((event, booked) -> {
                    assertThat(booked.points()).isEqualTo(-40);
                    assertThat(event.refunds())
                            .containsExactly(new PointsTakenBack.TakingBack(anna, booked.activity(), 40, 0, 40, 60));
                });
        assertThat(readStanding.of(anna).orElseThrow().growth()).isEqualTo(60);
        assertSound();
    }

    @Test
    void nothing_is_left_of_a_call_whose_transaction_fails(AssertablePublishedEvents events) {
        var anna = members.enrol();

        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> {
                    booked(purchase(anna, "A1", "1280.00"));
                    spend(anna, 10, "S1");
                    throw new IllegalStateException("the power fails between store and commit");
                }))
                .hasMessageContaining("power fails");

        assertThat(rows("points_entry", "points_lot", "points_account", "points_allocation", "insights_activity"))
                .isZero();
        assertThat(rows("membership_growth", "membership_tier_change")).isZero();
        assertThat(booked(purchase(anna, "A1", "1280.00")).repeated()).isFalse();
        assertThat(events.ofType(PointsEarned.class)).isNotEmpty();
    }

    @Test
    void spends_gives_back_and_expires_and_the_statement_tells_all_of_it() {
        var anna = members.enrol();
        booked(purchase(anna, "A1", "100.00"));
        booked(checkIn(anna, "C1"));
        clock.turn(Duration.ofDays(30));
        booked(purchase(anna, "A2", "10.00"));

        assertThat(spend(anna, 103, "S1")).isEqualTo(new SpendPoints.Outcome.Spent(4, Points.of(12)));
        assertThat(returnPoints.giveBack(anna, "S1", "broken"))
                .isEqualTo(new ReturnPoints.Outcome.GivenBack(Points.of(103), Points.of(115)));
        clock.turnTo(EXPIRY);
        assertThat(expirePoints.expire(EXPIRY)).isEqualTo(new ExpirePoints.Sweep(2, Points.of(105)));

        var page = readStatement.page(anna, Optional.empty(), 10);
        assertThat(page.hasMore()).isFalse();
        assertThat(page.lines())
                .extracting(
                        ReadStatement.Line::sequence,
                        ReadStatement.Line::kind,
                        ReadStatement.Line::points,
                        line -> line.balanceAfter().value())
                .containsExactly(
                        tuple(6L, EntryKind.EXPIRED, -105L, 10L),
                        tuple(5L, EntryKind.GIVEN_BACK, 103L, 115L),
                        tuple(4L, EntryKind.SPENT, -103L, 12L),
                        tuple(3L, EntryKind.EARNED, 10L, 115L),
                        tuple(2L, EntryKind.EARNED, 5L, 105L),
                        tuple(1L, EntryKind.EARNED, 100L, 100L));
        assertThat(page.lines().get(2).why()).isEqualTo(new Why.Spent(MUG));
        assertThat(page.lines().get(5).remaining()).isEqualTo(Points.NONE);
        assertThat(page.lines().get(5).lastDay()).isEqualTo("2028-11-30");
        assertThat(page.lines().get(3).remaining()).isEqualTo(Points.of(10));
        assertThat(readStatement.entry(anna, 4)).hasValue(page.lines().get(2));
        assertThat(readStatement.entry(anna, 7)).isEmpty();
        assertSound();
    }

    @Test
    void a_sweep_that_was_stopped_goes_on_where_it_was(@Autowired Saboteur saboteur) {
        var people = members.enrol(30);
        for (int i = 0; i < 50; i++) {
            var round = i;
            earnPoints.earn(people.stream()
                    .map(member -> purchase(member, "A" + round + member, "2.00"))
                    .toList());
        }
        clock.turnTo(EXPIRY);
        saboteur.strikeAt(2);

        assertThatThrownBy(() -> expirePoints.expire(EXPIRY)).isInstanceOf(Saboteur.Sabotage.class);
        assertThat(verifyLedger.verify().outstanding()).isEqualTo(Points.of(500 * 2));
        assertThat(expirePoints.expire(EXPIRY)).isEqualTo(new ExpirePoints.Sweep(500, Points.of(1_000)));
        assertThat(expirePoints.expire(EXPIRY)).isEqualTo(new ExpirePoints.Sweep(0, Points.NONE));
        assertSound();
    }

    @Test
    void a_statement_is_read_a_page_at_a_time() {
        var anna = members.enrol();
        earnPoints.earn(IntStream.range(0, 25)
                .mapToObj(i -> purchase(anna, "A" + i, "1.00"))
                .toList());

        var first = readStatement.page(anna, Optional.empty(), 10);
        var second =
                readStatement.page(anna, Optional.of(first.lines().getLast().sequence()), 10);
        var third =
                readStatement.page(anna, Optional.of(second.lines().getLast().sequence()), 10);

        assertThat(first.lines())
                .extracting(ReadStatement.Line::sequence)
                .startsWith(25L)
                .endsWith(16L);
        assertThat(second.hasMore()).isTrue();
        assertThat(third.lines()).extracting(ReadStatement.Line::sequence).containsExactly(5L, 4L, 3L, 2L, 1L);
        assertThat(third.hasMore()).isFalse();
        assertThatThrownBy(() -> readStatement.page(anna, Optional.empty(), 201))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_balance_says_what_expires_on_which_day_and_leaves_out_what_is_over() {
        var people = members.enrol(2);
        var anna = people.getFirst();
        var ben = people.getLast();
        booked(purchase(anna, "A1", "100.00"));
        booked(purchase(anna, "A2", "20.00"));
        clock.turn(Duration.ofDays(30));
        booked(purchase(anna, "A3", "3.00"));

        assertThat(readBalance.of(anna))
                .isEqualTo(new ReadBalance.Balance(
                        Points.of(123),
                        List.of(
                                new ReadBalance.Expiring(LocalDate.parse("2028-11-30"), Points.of(120)),
                                new ReadBalance.Expiring(LocalDate.parse("2028-12-31"), Points.of(3))),
                        Points.NONE,
                        List.of()));
        assertThat(readBalance.of(ben))
                .isEqualTo(new ReadBalance.Balance(Points.NONE, List.of(), Points.NONE, List.of()));

        clock.turnTo(EXPIRY); // before the sweep
        assertThat(readBalance.of(anna).points()).isEqualTo(Points.of(3));
        assertThat(readBalance.of(people)).containsEntry(anna, Points.of(3)).containsEntry(ben, Points.NONE);
        expirePoints.expire(EXPIRY);
        assertThat(readBalance.of(people)).containsEntry(anna, Points.of(3));
    }

    @Test
    void a_repetition_answers_what_was_stored() {
        var anna = members.enrol();
        var first = booked(purchase(anna, "A1", "128.99"));
        booked(refund(anna, "R1", "8.99", "A1"));
        booked(refund(anna, "R2", "5.00", null));

        var again = booked(purchase(anna, "A1", "128.99"));

        assertThat(again)
                .usingRecursiveComparison()
                .ignoringFields("repeated", "standing")
                .isEqualTo(first);
        assertThat(booked(refund(anna, "R2", "5.00", null)).reasons())
                .containsExactly(new Why.TakenBack(null, new BigDecimal("5.00"), "CNY", 5, 0, 5, 0, 0));
        assertThat(booked(purchase(anna, "A0", "0.00")).reasons())
                .isEqualTo(booked(purchase(anna, "A0", "0.00")).reasons());
    }

    @Test
    void what_staff_publish_holds_at_once_and_is_audited(
            @Autowired ReadAuditTrail trail, AssertablePublishedEvents events) {
        var anna = members.enrol();
        var staff = StaffId.next();
        assertThat(booked(purchase(anna, "A1", "10.00", clock.instant())).points())
                .isEqualTo(10);

        var doubled = rule(PURCHASE_RULE, 2, perAmount(2, "1.00"), new Formula.Nothing(), clock.instant());
        assertThat(publishRule.publish(doubled, staff))
                .isEqualTo(new PublishRule.Outcome.Done(PURCHASE_RULE, 2, clock.instant()));

        var booked = booked(purchase(anna, "A2", "10.00", clock.instant()));
        assertThat(booked.points()).isEqualTo(20);
        assertThat(booked.growth()).isZero();
        assertThat(booked(purchase(anna, "A3", "10.00", clock.instant().minusSeconds(1)))
                        .points())
                .isEqualTo(10);
        assertThat(booked(refund(anna, "R1", "4.00", "A1")).points()).isEqualTo(-4);
        assertThat(readRules.current())
                .extracting(
                        version -> version.rule().id(),
                        version -> version.rule().version())
                .containsExactly(tuple(CHECK_IN_RULE, 1), tuple(PURCHASE_RULE, 2));
        assertThat(readRules.history(PURCHASE_RULE))
                .extracting(ReadRules.Published::rule)
                .containsExactly(doubled, Stories.purchaseRule());
        assertThat(readRules.find(PURCHASE_RULE).orElseThrow().rule()).isEqualTo(doubled);
        assertThat(publishRule.publish(doubled, staff)).isEqualTo(new PublishRule.Outcome.ChangedMeanwhile(2));
        assertThat(events.ofType(RulePublished.class)).hasSize(1);
        assertThat(rows("membership_change")).isEqualTo(1);
    }

    @Test
    void a_retired_rule_pays_no_more() {
        var anna = members.enrol();

        publishRule.retire(PURCHASE_RULE, StaffId.next());

        assertThat(booked(purchase(anna, "A1", "10.00", clock.instant())).reasons())
                .containsExactly(new Why.EarnedNothing(List.of()));
        assertThat(booked(purchase(anna, "A2", "10.00", clock.instant().minusSeconds(1)))
                        .points())
                .isEqualTo(10);
        assertThat(readRules.current())
                .extracting(version -> version.rule().id())
                .containsExactly(CHECK_IN_RULE);
        assertThat(readRules.find(PURCHASE_RULE).orElseThrow().retiredAt()).hasValue(clock.instant());
    }

    @Test
    void what_another_instance_publishes_holds_after_two_seconds() {
        var anna = members.enrol();
        booked(purchase(anna, "A1", "10.00", clock.instant()));
        TestDatabase.get()
                .dsl()
                .execute("UPDATE points_rule SET definition = REPLACE(definition, '\"units\":1', '\"units\":3')");

        clock.turn(Duration.ofMillis(1_999));
        assertThat(booked(purchase(anna, "A2", "10.00", clock.instant())).points())
                .isEqualTo(10);
        clock.turn(Duration.ofMillis(1));
        assertThat(booked(purchase(anna, "A3", "10.00", clock.instant())).points())
                .isEqualTo(30);
    }

    @Test
    void the_first_rules_are_those_of_the_migration() {
        assertThat(readRules.current())
                .extracting(ReadRules.Published::rule)
                .containsExactly(Stories.checkInRule(), Stories.purchaseRule());
    }

    @Test
    void a_frozen_member_earns_and_does_not_spend(@Autowired ChangeMemberStatus changeStatus) {
        var anna = members.enrol();
        booked(purchase(anna, "A1", "10.00"));
        changeStatus.change(anna, MemberStatus.FROZEN, "looked into", StaffId.next());

        assertThat(booked(purchase(anna, "A2", "10.00")).balance()).isEqualTo(Points.of(20));
        assertThat(spend(anna, 1, "S1")).isEqualTo(new SpendPoints.Outcome.MayNotSpend());
    }

    private Booked booked(Activity activity) {
        return (Booked) earnPoints.earn(List.of(activity)).getFirst();
    }

    private SpendPoints.Outcome spend(MemberId member, long points, String key) {
        return spendPoints.spend(new Spending(member, Points.of(points), key, MUG));
    }

    private void assertSound() {
        assertThat(verifyLedger.verify().faults()).isEmpty();
    }

    private static int rows(String... tables) {
        var rows = 0;
        for (var table : tables) {
            rows += TestDatabase.get().dsl().fetchCount(DSL.table(table));
        }
        return rows;
    }
}
