package io.perennial.points;

import static io.perennial.points.Corruption.fault;
import static io.perennial.points.Corruption.hex;
import static io.perennial.points.Stories.MUG;
import static io.perennial.points.Stories.purchase;
import static io.perennial.points.Stories.refund;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.perennial.insights.Activity;
import io.perennial.insights.ActivityType;
import io.perennial.insights.Condition;
import io.perennial.insights.Item;
import io.perennial.insights.KeepFacts;
import io.perennial.insights.MemberFacts;
import io.perennial.insights.PickMembers;
import io.perennial.insights.PublishSegment;
import io.perennial.insights.ReadActivities;
import io.perennial.insights.ReadFacts;
import io.perennial.insights.ReadSegments;
import io.perennial.insights.Segment;
import io.perennial.insights.SettleSegments;
import io.perennial.insights.Trait;
import io.perennial.membership.BilingualText;
import io.perennial.membership.MemberId;
import io.perennial.membership.ReadStanding;
import io.perennial.membership.StaffId;
import io.perennial.points.EarnPoints.Outcome.Booked;
import io.perennial.points.PointsPolicy.Refunds;
import io.perennial.points.VerifyLedger.Breach;
import io.perennial.testing.TestDatabase;
import io.perennial.testing.TurnableClock;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Points of members who become one, and two again. */
@PointsTest
class MergeTests {

    @Autowired
    private EarnPoints earnPoints;

    @Autowired
    private SpendPoints spendPoints;

    @Autowired
    private ReturnPoints returnPoints;

    @Autowired
    private ReleasePoints releasePoints;

    @Autowired
    private PublishPolicy publishPolicy;

    @Autowired
    private ReadPolicy readPolicy;

    @Autowired
    private SendPoints sendPoints;

    @Autowired
    private SettleTransfers settleTransfers;

    @Autowired
    private ReadStatement readStatement;

    @Autowired
    private ReturnTransfer returnTransfer;

    @Autowired
    private ReadTransfers readTransfers;

    @Autowired
    private Campaigns campaigns;

    @Autowired
    private KeepFacts keepFacts;

    @Autowired
    private ReadFacts readFacts;

    @Autowired
    private PublishSegment publishing;

    @Autowired
    private SettleSegments settleSegments;

    @Autowired
    private PickMembers pickMembers;

    @Autowired
    private ReadSegments segments;

    @Autowired
    private KeepHousehold households;

    @Autowired
    private ReadBalance readBalance;

    @Autowired
    private ReadStanding readStanding;

    @Autowired
    private ReadLiability readLiability;

    @Autowired
    private ReadTotals readTotals;

    @Autowired
    private ReadActivities readActivities;

    @Autowired
    private VerifyLedger verifyLedger;

    @Autowired
    private Corruption corruption;

    @Autowired
    private Merges merges;

    @Autowired
    private Members members;

    @Autowired
    private TurnableClock clock;

    private MemberId anna = Stories.member(1);
    private MemberId twice = Stories.member(2);
    private MemberId bea = Stories.member(3);
    private boolean soundAtTheEnd = true;

    @BeforeEach
    void anna_came_in_twice() {
        var people = members.enrol(3);
        anna = people.getFirst();
        twice = people.get(1);
        bea = people.getLast();
    }

    @AfterEach
    void the_ledger_is_sound() {
        if (soundAtTheEnd) {
            assertThat(verifyLedger.verify().faults()).isEmpty();
            assertThat(readLiability.tieOut().difference()).isZero();
        }
    }

    @Test
    void all_points_go_over_with_their_expiry_and_none_is_issued_or_redeemed() {
        earn(purchase(anna, "A1", "100.00"), purchase(twice, "B1", "60.00"));
        var ends = readBalance.of(twice).expiring();
        var before =
                readTotals.lastDays(2).stream().map(ReadTotals.Day::movements).reduce(Movements.NONE, Movements::plus);

        merges.merge(twice, anna);

        assertThat(balance(anna)).isEqualTo(160);
        assertThat(balance(twice)).isZero();
        assertThat(readBalance.of(anna).expiring().getFirst().lastDay())
                .isEqualTo(ends.getFirst().lastDay());
        var after =
                readTotals.lastDays(2).stream().map(ReadTotals.Day::movements).reduce(Movements.NONE, Movements::plus);
        for (var line : Movements.Line.values()) {
            assertThat(after.of(line)).as(line.name()).isEqualTo(before.of(line));
        }
        assertThat(growth(anna)).isEqualTo(160);
        assertThat(growth(twice)).isZero();
    }

    @Test
    void undoing_gives_back_what_is_left() {
        earn(purchase(anna, "A1", "100.00"), purchase(twice, "B1", "60.00"));
        var merge = merges.merge(twice, anna);
        spend(anna, 130, "S1");

        merges.undo(merge);

        assertThat(balance(anna) + balance(twice)).isEqualTo(30);
        assertThat(balance(twice)).isBetween(0L, 60L);
        assertThat(growth(anna)).isEqualTo(100);
        assertThat(growth(twice)).isEqualTo(60);
    }

    @Test
    void what_nobody_touched_is_as_it_was_after_an_undo() {
        waitDays(7, Refunds.WITHIN_BALANCE);
        earn(purchase(anna, "A1", "100.00", clock.instant()), purchase(twice, "B1", "60.00", clock.instant()));
        assertThat(readBalance.of(twice).pending().value()).isEqualTo(60);

        var merge = merges.merge(twice, anna);
        assertThat(readBalance.of(anna).pending().value()).isEqualTo(160);
        merges.undo(merge);

        assertThat(readBalance.of(twice).pending().value()).isEqualTo(60);
        assertThat(readBalance.of(anna).pending().value()).isEqualTo(100);
    }

    @Test
    void what_waited_and_came_meanwhile_goes_back_as_points() {
        waitDays(7, Refunds.WITHIN_BALANCE);
        earn(purchase(twice, "B1", "60.00", clock.instant()));
        var merge = merges.merge(twice, anna);
        clock.turnTo(clock.instant().plus(Duration.ofDays(9)));
        releasePoints.release(clock.instant());
        assertThat(balance(anna)).isEqualTo(60);

        merges.undo(merge);

        assertThat(balance(twice)).isEqualTo(60);
        assertThat(balance(anna)).isZero();
    }

    @Test
    void a_refund_of_a_purchase_of_before_is_taken_from_the_survivor() {
        earn(purchase(twice, "B1", "60.00"), purchase(anna, "A1", "10.00"));
        merges.merge(twice, anna);

        var first = earn(refund(twice, "R1", "20.00", "B1"));
        var second = earn(refund(anna, "R2", "40.00", "B1"));

        assertThat(first).isInstanceOf(Booked.class);
        assertThat(((Booked) first).points()).isEqualTo(-20);
        assertThat(((Booked) first).balance().value()).isEqualTo(50);
        assertThat(((Booked) second).balance().value()).isEqualTo(10);
        assertThat(balance(anna)).isEqualTo(10);
        assertThat(growth(anna)).isEqualTo(10);
        assertThat(earn(refund(anna, "R3", "1.00", "B1"))).isInstanceOf(EarnPoints.Outcome.RefundTooLarge.class);
    }

    @Test
    void a_refund_of_before_after_the_points_are_spent_is_waived_or_owed() {
        waitDays(0, Refunds.OVERDRAFT);
        earn(purchase(twice, "B1", "60.00"));
        merges.merge(twice, anna);
        spend(anna, 50, "S1");

        earn(refund(anna, "R1", "60.00", "B1"));

        assertThat(balance(anna)).isZero();
        assertThat(readBalance.of(anna).owed().value()).isEqualTo(50);
    }

    @Test
    void a_refund_after_the_undo_finds_the_purchase_again_with_what_was_refunded() {
        earn(purchase(twice, "B1", "60.00"), purchase(anna, "A1", "10.00"));
        var merge = merges.merge(twice, anna);
        earn(refund(anna, "R1", "20.00", "B1"));
        merges.undo(merge);
        assertThat(balance(twice)).isEqualTo(40);
        assertThat(balance(anna)).isEqualTo(10);

        assertThat(earn(refund(twice, "R2", "50.00", "B1"))).isInstanceOf(EarnPoints.Outcome.RefundTooLarge.class);
        earn(refund(twice, "R3", "40.00", "B1"));

        assertThat(balance(twice)).isZero();
        assertThat(balance(anna)).isEqualTo(10);
    }

    @Test
    void what_waited_is_taken_back_while_it_waits() {
        waitDays(7, Refunds.ONLY_PENDING);
        earn(purchase(twice, "B1", "60.00", clock.instant()));
        merges.merge(twice, anna);

        earn(refund(anna, "R1", "25.00", "B1", clock.instant()));
        assertThat(readBalance.of(anna).pending().value()).isEqualTo(35);
        earn(refund(anna, "R2", "35.00", "B1", clock.instant()));

        assertThat(readBalance.of(anna).pending().value()).isZero();
    }

    @Test
    void a_cancelled_reward_of_before_gives_its_points_to_the_survivor_once() {
        earn(purchase(twice, "B1", "60.00"));
        spend(twice, 45, "S1");
        var merge = merges.merge(twice, anna);

        returnPoints.giveBack(anna, "S1", "cancelled");
        returnPoints.giveBack(anna, "S1", "cancelled");

        assertThat(balance(anna)).isEqualTo(60);
        merges.undo(merge);
        assertThat(balance(twice)).isEqualTo(60);
        returnPoints.giveBack(twice, "S1", "cancelled");
        assertThat(balance(twice)).isEqualTo(60);
        assertThat(balance(anna)).isZero();
    }

    @Test
    void debts_are_the_survivors_and_go_back() {
        waitDays(0, Refunds.OVERDRAFT);
        earn(purchase(anna, "A1", "100.00"), purchase(twice, "B1", "60.00"));
        spend(twice, 60, "S1");
        earn(refund(twice, "R1", "60.00", "B1"));
        assertThat(readBalance.of(twice).owed().value()).isEqualTo(60);

        var merge = merges.merge(twice, anna);
        assertThat(balance(anna)).isEqualTo(40);
        assertThat(readBalance.of(twice).owed().value()).isZero();
        merges.undo(merge);

        assertThat(balance(anna)).isEqualTo(100);
        assertThat(readBalance.of(twice).owed().value()).isEqualTo(60);
    }

    @Test
    void what_paid_the_survivors_debt_comes_back() {
        waitDays(0, Refunds.OVERDRAFT);
        earn(purchase(anna, "A1", "100.00"), purchase(twice, "B1", "60.00"));
        spend(anna, 100, "S1");
        earn(refund(anna, "R1", "80.00", "A1"));
        var merge = merges.merge(twice, anna);
        assertThat(readBalance.of(anna).owed().value()).isEqualTo(20);

        merges.undo(merge);

        assertThat(readBalance.of(anna).owed().value()).isEqualTo(80);
        assertThat(balance(twice)).isEqualTo(60);
    }

    @Test
    void the_same_receipt_counts_once_whichever_of_the_two_it_is_told_for() {
        var told = purchase(twice, "B1", "60.00");
        earn(told);
        merges.merge(twice, anna);

        var again = (Booked) earn(told);
        var asSurvivor = (Booked) earn(purchase(anna, "B1", "60.00"));

        assertThat(again.repeated()).isTrue();
        assertThat(asSurvivor.repeated()).isTrue();
        assertThat(asSurvivor.points()).isEqualTo(60);
        assertThat(balance(anna)).isEqualTo(60);
        assertThat(earn(purchase(anna, "B1", "61.00"))).isInstanceOf(EarnPoints.Outcome.Conflict.class);
    }

    @Test
    void what_was_done_before_is_found_with_the_survivor_together_with_what_it_brought() {
        var before = ((Booked) earn(purchase(twice, "B1", "60.00"))).activity();
        merges.merge(twice, anna);
        earn(refund(anna, "R1", "20.00", "B1"));

        assertThat(readStatement.ofActivity(anna, before))
                .extracting(ReadStatement.Line::points)
                .containsExactly(60L);
        assertThat(readStatement.ofActivities(anna, List.of(before))).containsOnlyKeys(before);
    }

    @Test
    void the_survivor_was_told_of_what_either_was_told() {
        var dsl = TestDatabase.get().dsl();
        for (var each : List.of(twice, anna)) {
            dsl.execute("INSERT INTO points_notice (member_id, expires_at, shown_at) VALUES (%s, '2027-01-01', NOW(6))"
                    .formatted(hex(each)));
        }
        dsl.execute("INSERT INTO points_notice (member_id, expires_at, shown_at) VALUES (%s, '2027-02-01', NOW(6))"
                .formatted(hex(twice)));

        merges.merge(twice, anna);

        assertThat(count("points_notice", anna)).isEqualTo(2);
    }

    @Test
    void what_is_told_for_the_merged_one_is_the_survivors() {
        merges.merge(twice, anna);

        earn(purchase(twice, "B1", "60.00"));

        assertThat(balance(anna)).isEqualTo(60);
        assertThat(readActivities.timeline(anna, Optional.empty(), 10).activities())
                .hasSize(1);
    }

    @Test
    void merges_follow_each_other_and_are_undone_in_turn() {
        earn(purchase(anna, "A1", "10.00"), purchase(twice, "B1", "20.00"), purchase(bea, "C1", "40.00"));
        var first = merges.merge(twice, anna);
        var second = merges.merge(anna, bea);
        assertThat(balance(bea)).isEqualTo(70);

        earn(refund(twice, "R1", "5.00", "B1"));
        assertThat(balance(bea)).isEqualTo(65);
        earn(purchase(twice, "B2", "3.00"));
        assertThat(balance(bea)).isEqualTo(68);

        merges.undo(second);
        assertThat(balance(bea)).isEqualTo(43);
        assertThat(balance(anna)).isEqualTo(25);
        merges.undo(first);
        assertThat(balance(anna)).isEqualTo(10);
        assertThat(balance(twice)).isEqualTo(15);
    }

    @Test
    void can_be_merged_again_after_an_undo() {
        earn(purchase(anna, "A1", "10.00"), purchase(twice, "B1", "20.00"));
        merges.undo(merges.merge(twice, anna));
        merges.undo(merges.merge(anna, twice));

        merges.merge(twice, anna);

        assertThat(balance(anna)).isEqualTo(30);
    }

    @Test
    void what_is_on_its_way_to_the_merged_one_arrives_at_the_survivor() {
        earn(purchase(bea, "C1", "40.00"));
        sendPoints.send(new SendPoints.Sending(bea, twice, Points.of(30), "k1"));
        merges.merge(twice, anna);
        settleTransfers.settle(clock.instant());

        assertThat(balance(anna)).isEqualTo(30);
    }

    @Test
    void what_was_sent_and_received_before_is_listed_with_the_survivor_who_may_take_it_back() {
        earn(purchase(bea, "C1", "40.00"), purchase(twice, "B1", "60.00"), purchase(anna, "A1", "60.00"));
        send(bea, twice, 30, "k1");
        var kept = send(twice, bea, 10, "k2");
        var left = readTransfers.allowance(anna).leftToday();
        var merge = merges.merge(twice, anna);

        assertThat(readTransfers.of(anna, 10))
                .extracting(ReadTransfers.Transfer::from, ReadTransfers.Transfer::to)
                .containsExactlyInAnyOrder(tuple(bea, anna), tuple(anna, bea));
        assertThat(readTransfers.allowance(anna).leftToday()).isEqualTo(left.minus(Points.of(10)));
        assertThat(returnTransfer.takeBack(bea, kept)).isInstanceOf(ReturnTransfer.Outcome.UnknownTransfer.class);
        assertThat(returnTransfer.takeBack(anna, kept)).isEqualTo(new ReturnTransfer.Outcome.TakenBack(Points.of(10)));
        assertThat(balance(anna)).isEqualTo(60 + 60 + 30);

        merges.undo(merge);
        assertThat(readTransfers.of(anna, 10)).isEmpty();
        assertThat(readTransfers.of(twice, 10)).hasSize(2);
    }

    @Test
    void what_the_two_sent_each_other_keeps_its_other_side() {
        earn(purchase(twice, "B1", "60.00"));
        send(twice, anna, 10, "k1");
        merges.merge(twice, anna);

        assertThat(readTransfers.of(anna, 10)).singleElement().satisfies(transfer -> {
            assertThat(transfer.from()).isEqualTo(anna);
            assertThat(transfer.to()).isEqualTo(anna);
        });
    }

    @Test
    void what_goes_back_by_item_after_a_merge_takes_what_that_item_brought() {
        var mug = new Item("MUG", "Blue mug", null, 1, new BigDecimal("30.00"));
        var card = new Item("GIFT", "Gift card", null, 1, new BigDecimal("70.00"));
        campaigns.publish(
                new Condition.ItemNamed(new TreeSet<>(Set.of("mug"))), new Formula.Fixed(50), List.of(), null);
        clock.turn(Duration.ofMinutes(1));
        earn(basket(ActivityType.PURCHASE, "B1", "100.00", null, mug, card));
        assertThat(balance(twice)).isEqualTo(100 + 50);
        merges.merge(twice, anna);

        earn(basket(ActivityType.REFUND, "R1", "70.00", "B1", card));
        assertThat(balance(anna))
                .as("the mug stays, and so does what it brought")
                .isEqualTo(30 + 50);
        earn(basket(ActivityType.REFUND, "R2", "30.00", "B1", mug));

        assertThat(balance(anna)).isZero();
        assertThat(balance(twice)).isZero();
    }

    @Test
    void what_is_known_of_two_who_became_one_is_what_they_did_together() {
        var cleo = members.enrol(5).getLast();
        earnPoints.earn(List.of(purchase(twice, "F1", "30.00", clock.instant())));
        keepFacts.gather();
        earnPoints.earn(List.of(purchase(cleo, "F2", "20.00", clock.instant())));
        keepFacts.gather();
        earnPoints.earn(List.of(purchase(twice, "F3", "10.00", clock.instant()))); // gathered after the merge

        var merge = merges.merge(twice, cleo);
        earnPoints.earn(List.of(purchase(cleo, "F4", "5.00", clock.instant())));
        keepFacts.gather();
        assertThat(knownOf(cleo)).map(MemberFacts::spentMinor).contains(65_00L);
        assertThat(knownOf(twice)).isEmpty();
        asGatheredAnew(cleo);

        merges.undo(merge);
        earnPoints.earn(List.of(purchase(cleo, "F5", "1.00", clock.instant())));
        keepFacts.gather();
        assertThat(knownOf(cleo)).map(MemberFacts::spentMinor).contains(26_00L);
        assertThat(knownOf(twice)).map(MemberFacts::spentMinor).contains(40_00L);
        asGatheredAnew(cleo);
        asGatheredAnew(twice);
    }

    private void asGatheredAnew(MemberId member) {
        var known = knownOf(member);
        keepFacts.rebuild(_ -> {});
        assertThat(knownOf(member)).isEqualTo(known);
    }

    private Optional<MemberFacts> knownOf(MemberId member) {
        return readFacts.find(member);
    }

    @Test
    void places_in_segments_that_were_picked_or_frozen_go_over_and_come_back() {
        keepFacts.gather();
        publishSegment(Segment.Kind.HAND_PICKED, "picked", Condition.none());
        publishSegment(Segment.Kind.FROZEN, "first-guests", new Trait.EnrolledWithin(30));
        publishSegment(Segment.Kind.DYNAMIC, "newest", new Trait.EnrolledWithin(30));
        settleSegments.publishedOnes();
        var cleo = members.enrol(4).getLast();
        keepFacts.gather();
        pickMembers.add("picked", List.of(twice, cleo), StaffId.next());

        var merge = merges.merge(twice, cleo);
        keepFacts.gather();
        assertThat(segmentsOf(twice)).isEmpty();
        assertThat(segmentsOf(cleo)).contains("picked", "first-guests", "newest");

        merges.undo(merge);
        keepFacts.gather();
        assertThat(segmentsOf(twice)).contains("picked", "first-guests", "newest");
        assertThat(segmentsOf(cleo)).contains("picked", "newest").doesNotContain("first-guests");
    }

    @Test
    void a_household_goes_over_and_comes_back() {
        households.found(twice, "Home");
        var merge = merges.merge(twice, anna);
        assertThat(households.of(anna)).isPresent();

        merges.undo(merge);

        assertThat(households.of(anna)).isEmpty();
        assertThat(households.of(twice)).isPresent();
    }

    @Test
    void two_of_one_household_are_one_of_it() {
        households.found(twice, "Home");
        households.join(anna, households.of(twice).orElseThrow().code());

        var merge = merges.merge(twice, anna);
        assertThat(households.of(anna).orElseThrow().people()).hasSize(1);
        assertThat(verifyLedger.verify().faults()).isEmpty();
        merges.undo(merge);

        assertThat(households.of(anna).orElseThrow().people()).hasSize(2);
    }

    @Test
    void days_missions_and_badges_go_over_and_come_back_and_what_both_have_counts_once() {
        var dsl = TestDatabase.get().dsl();
        var badge = UUID.randomUUID();
        var both = UUID.randomUUID();
        var mission = UUID.randomUUID();
        for (var each : List.of(twice, anna)) {
            dsl.execute("INSERT INTO points_badge_earned VALUES (%s, %s, NOW(6), 'x', 'x')"
                    .formatted(hex(each), hex(both)));
            dsl.execute("INSERT INTO points_journey VALUES (%s, 2)".formatted(hex(each)));
        }
        dsl.execute(
                "INSERT INTO points_badge_earned VALUES (%s, %s, NOW(6), 'x', 'x')".formatted(hex(twice), hex(badge)));
        dsl.execute("INSERT INTO points_streak VALUES (%s, '2026-11-01', '2026-11-02')".formatted(hex(twice)));
        dsl.execute("INSERT INTO points_streak VALUES (%s, '2026-11-03', '2026-11-04')".formatted(hex(anna)));
        dsl.execute("INSERT INTO points_mission_part VALUES (%s, %s, '2026-11-01', 'a', %s, 1, '2026-11-02', 7)"
                .formatted(hex(twice), hex(mission), hex(UUID.randomUUID())));

        var merge = merges.merge(twice, anna);

        assertThat(count("points_badge_earned", anna)).isEqualTo(2);
        assertThat(count("points_badge_earned", twice)).isEqualTo(1);
        assertThat(count("points_mission_part", anna)).isEqualTo(1);
        assertThat(count("points_mission_progress", anna)).isEqualTo(1);
        assertThat(count("points_streak", anna)).isEqualTo(1);
        assertThat(dsl.fetchSingle("SELECT longest FROM points_journey WHERE member_id = " + hex(anna))
                        .get(0, Integer.class))
                .isEqualTo(4);

        merges.undo(merge);

        assertThat(count("points_badge_earned", twice)).isEqualTo(2);
        assertThat(count("points_badge_earned", anna)).isEqualTo(1);
        assertThat(count("points_mission_part", twice)).isEqualTo(1);
        assertThat(count("points_mission_progress", anna)).isZero();
        assertThat(dsl.fetchSingle("SELECT MIN(first_day) FROM points_streak WHERE member_id = " + hex(anna))
                        .get(0, LocalDate.class))
                .isEqualTo(LocalDate.of(2026, 11, 3));
        assertThat(count("points_streak", twice)).isEqualTo(1);
    }

    private static int count(String table, MemberId member) {
        return TestDatabase.get()
                .dsl()
                .fetchSingle("SELECT COUNT(*) FROM %s WHERE member_id = %s".formatted(table, hex(member)))
                .get(0, Integer.class);
    }

    @Test
    void names_what_was_carried_and_did_not_arrive() {
        earn(purchase(twice, "B1", "60.00"));
        merges.merge(twice, anna);
        soundAtTheEnd = false;
        var carriage = TestDatabase.get()
                .dsl()
                .fetchSingle("SELECT HEX(carriage_id) FROM points_carriage")
                .get(0, String.class);
        var id = carriage.replaceFirst("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5")
                .toLowerCase(Locale.ROOT);
        corruption.names(
                "UPDATE points_carriage SET points = 61",
                fault(Breach.MERGE_CARRIED, twice, id, -60, -61),
                fault(Breach.MERGE_CARRIED, anna, id, 60, 61));
    }

    @Test
    void names_an_account_that_is_said_to_have_gone_and_has_points() {
        earn(purchase(anna, "A1", "60.00"));
        soundAtTheEnd = false;
        corruption.names(
                "UPDATE points_account SET merged_into = %s WHERE member_id = %s".formatted(hex(twice), hex(anna)),
                fault(Breach.MERGE_LEFT, anna, null, 60, 0));
    }

    private TransferId send(MemberId from, MemberId to, long points, String key) {
        var outcome = sendPoints.send(new SendPoints.Sending(from, to, Points.of(points), key));
        return ((SendPoints.Outcome.Sent) outcome).transfer();
    }

    private Activity basket(ActivityType type, String reference, String amount, @Nullable String of, Item... items) {
        return new Activity(
                twice,
                type,
                "shop",
                reference,
                clock.instant(),
                "web",
                null,
                Stories.money(amount),
                of,
                List.of(items));
    }

    private void publishSegment(Segment.Kind kind, String code, Condition condition) {
        var segment = new Segment(code, 1, kind, new BilingualText(code, code), condition);
        assertThat(publishing.publish(segment, StaffId.next())).isEqualTo(new PublishSegment.Outcome.Done(code, 1));
    }

    private List<String> segmentsOf(MemberId member) {
        return segments.of(member).stream().map(ReadSegments.Stay::segment).toList();
    }

    private EarnPoints.Outcome earn(Activity... told) {
        return earnPoints.earn(List.of(told)).getLast();
    }

    private void spend(MemberId member, long points, String key) {
        assertThat(spendPoints.spend(new SpendPoints.Spending(member, Points.of(points), key, MUG)))
                .isInstanceOf(SpendPoints.Outcome.Spent.class);
    }

    private long balance(MemberId member) {
        return readBalance.of(member).points().value();
    }

    private long growth(MemberId member) {
        return readStanding.of(member).orElseThrow().growth();
    }

    private void waitDays(int days, Refunds refunds) {
        var policy = Stories.version(
                readPolicy.current().version() + 1,
                days == 0 ? Map.of() : Map.of(ActivityType.PURCHASE, days),
                refunds,
                clock.instant());
        assertThat(publishPolicy.publish(policy, StaffId.next())).isInstanceOf(PublishPolicy.Outcome.Done.class);
    }
}
