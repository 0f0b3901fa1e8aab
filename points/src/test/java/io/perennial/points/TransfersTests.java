package io.perennial.points;

import static io.perennial.points.Stories.MUG;
import static io.perennial.points.Stories.purchase;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perennial.membership.ChangeMemberStatus;
import io.perennial.membership.MemberId;
import io.perennial.membership.MemberStatus;
import io.perennial.membership.StaffId;
import io.perennial.points.ReadTransfers.ReturnedFor;
import io.perennial.points.ReadTransfers.State;
import io.perennial.points.SendPoints.Outcome;
import io.perennial.points.SendPoints.Outcome.Sent;
import io.perennial.points.SendPoints.Sending;
import io.perennial.points.SpendPoints.Spending;
import io.perennial.testing.TestDatabase;
import io.perennial.testing.Together;
import io.perennial.testing.TurnableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** Points on their way between accounts, on the real database. */
@PointsTest
class TransfersTests {

    @Autowired
    private SendPoints sendPoints;

    @Autowired
    private ReturnTransfer returnTransfer;

    @Autowired
    private SettleTransfers settleTransfers;

    @Autowired
    private ReadTransfers readTransfers;

    @Autowired
    private KeepReceivingCode receivingCodes;

    @Autowired
    private KeepHousehold households;

    @Autowired
    private EarnPoints earnPoints;

    @Autowired
    private SpendPoints spendPoints;

    @Autowired
    private ReadBalance readBalance;

    @Autowired
    private ReadStatement readStatement;

    @Autowired
    private VerifyLedger verifyLedger;

    @Autowired
    private ChangeMemberStatus changeMemberStatus;

    @Autowired
    private Members members;

    @Autowired
    private TurnableClock clock;

    @Autowired
    private TransactionTemplate transaction;

    private MemberId anna;
    private MemberId ben;
    private MemberId cleo;

    @BeforeEach
    void three_members_of_whom_one_has_points() {
        var people = members.enrol(3);
        anna = people.get(0);
        ben = people.get(1);
        cleo = people.get(2);
        earnPoints.earn(List.of(purchase(anna, "A1", "100.00", clock.instant())));
        clock.turn(Duration.ofDays(40));
        earnPoints.earn(List.of(purchase(anna, "A2", "200.00", clock.instant())));
    }

    @Test
    void points_arrive_with_the_expiry_they_had() {
        var before = readBalance.of(anna).expiring();
        var sent = (Sent) sendPoints.send(new Sending(anna, ben, Points.of(150), "k1"));

        assertThat(sent.balance()).isEqualTo(Points.of(150));
        assertThat(readBalance.of(ben).expiring())
                .containsExactly(
                        new ReadBalance.Expiring(before.get(0).lastDay(), Points.of(100)),
                        new ReadBalance.Expiring(before.get(1).lastDay(), Points.of(50)));
        assertThat(readTransfers.find(sent.transfer()).orElseThrow())
                .extracting(ReadTransfers.Transfer::state, ReadTransfers.Transfer::points)
                .containsExactly(State.DELIVERED, Points.of(150));
        assertThat(readStatement.page(ben, Optional.empty(), 5).lines())
                .extracting(ReadStatement.Line::kind)
                .containsExactly(EntryKind.RECEIVED, EntryKind.RECEIVED);
        assertSound(300);
    }

    @Test
    void the_same_key_is_sent_once_and_with_another_content_is_a_conflict() {
        var sent = (Sent) sendPoints.send(new Sending(anna, ben, Points.of(50), "k1"));

        assertThat(((Sent) sendPoints.send(new Sending(anna, ben, Points.of(50), "k1"))).transfer())
                .isEqualTo(sent.transfer());
        assertThat(sendPoints.send(new Sending(anna, ben, Points.of(51), "k1"))).isEqualTo(new Outcome.Conflict());
        assertThat(sendPoints.send(new Sending(anna, cleo, Points.of(50), "k1")))
                .isEqualTo(new Outcome.Conflict());
        assertThat(balance(ben)).isEqualTo(50);
    }

    @Test
    void refuses_what_may_not_be_and_changes_nothing() {
        assertThat(sendPoints.send(new Sending(anna, anna, Points.of(50), "k"))).isEqualTo(new Outcome.ToOneself());
        assertThat(sendPoints.send(new Sending(anna, ben, Points.of(301), "k")))
                .isEqualTo(new Outcome.NotEnough(Points.of(300), Points.of(1)));
        assertThat(sendPoints.send(new Sending(anna, ben, Points.of(9), "k")))
                .isEqualTo(new Outcome.TooFew(Points.of(10)));
        assertThat(sendPoints.send(new Sending(anna, ben, Points.of(5_001), "k")))
                .isEqualTo(new Outcome.TooManyToday(Points.of(5_000)));
        assertThat(sendPoints.send(new Sending(anna, Stories.member(99), Points.of(50), "k")))
                .isEqualTo(new Outcome.MayNotReceive());
        assertThat(sendPoints.send(new Sending(Stories.member(99), anna, Points.of(50), "k")))
                .isEqualTo(new Outcome.MayNotSend());
        change(ben, MemberStatus.FROZEN);
        assertThat(sendPoints.send(new Sending(anna, ben, Points.of(50), "k"))).isEqualTo(new Outcome.MayNotReceive());
        change(anna, MemberStatus.FROZEN);
        assertThat(sendPoints.send(new Sending(anna, cleo, Points.of(50), "k"))).isEqualTo(new Outcome.MayNotSend());
        assertThatThrownBy(() ->
                        transaction.execute(status -> sendPoints.send(new Sending(anna, cleo, Points.of(50), "k"))))
                .isInstanceOf(IllegalStateException.class);
        assertThat(readTransfers.of(anna, 10)).isEmpty();
        assertSound(300);
    }

    @Test
    void the_limits_of_day_and_month_count_what_did_not_come_back() {
        earnPoints.earn(List.of(purchase(anna, "A3", "40000.00", clock.instant())));
        assertThat(sendPoints.send(new Sending(anna, ben, Points.of(4_000), "k1")))
                .isInstanceOf(Sent.class);
        var back = (Sent) sendPoints.send(new Sending(anna, ben, Points.of(1_000), "k2"));
        assertThat(readTransfers.allowance(anna).leftToday()).isEqualTo(Points.NONE);
        returnTransfer.takeBack(anna, back.transfer());
        assertThat(readTransfers.allowance(anna).leftToday()).isEqualTo(Points.of(1_000));
        assertThat(sendPoints.send(new Sending(anna, ben, Points.of(1_001), "k3")))
                .isEqualTo(new Outcome.TooManyToday(Points.of(1_000)));
        clock.turnTo(java.time.Instant.parse("2027-02-01T04:00:00Z"));
        for (int day = 0; day < 4; day++) {
            assertThat(sendPoints.send(new Sending(anna, ben, Points.of(5_000), "d" + day)))
                    .isInstanceOf(Sent.class);
            clock.turn(Duration.ofDays(1));
        }
        assertThat(sendPoints.send(new Sending(anna, ben, Points.of(10), "m")))
                .isEqualTo(new Outcome.TooManyThisMonth(Points.NONE));
    }

    @Test
    void the_sender_takes_back_what_was_not_used_into_the_very_lots() {
        var before = readBalance.of(anna);
        var sent = (Sent) sendPoints.send(new Sending(anna, ben, Points.of(150), "k1"));
        clock.turn(Duration.ofMinutes(29));

        assertThat(returnTransfer.takeBack(ben, sent.transfer()))
                .isEqualTo(new ReturnTransfer.Outcome.UnknownTransfer());
        assertThat(returnTransfer.takeBack(anna, sent.transfer()))
                .isEqualTo(new ReturnTransfer.Outcome.TakenBack(Points.of(150)));
        assertThat(returnTransfer.takeBack(anna, sent.transfer()))
                .isEqualTo(new ReturnTransfer.Outcome.TakenBack(Points.of(150)));

        assertThat(readBalance.of(anna)).isEqualTo(before);
        assertThat(balance(ben)).isZero();
        assertThat(readTransfers.find(sent.transfer()).orElseThrow())
                .extracting(ReadTransfers.Transfer::state, ReadTransfers.Transfer::returnedFor)
                .containsExactly(State.RETURNED, ReturnedFor.TAKEN_BACK);
        assertSound(300);
    }

    @Test
    void what_was_used_or_is_too_old_is_not_taken_back() {
        var used = (Sent) sendPoints.send(new Sending(anna, ben, Points.of(50), "k1"));
        spendPoints.spend(new Spending(ben, Points.of(1), "s", MUG));
        assertThat(returnTransfer.takeBack(anna, used.transfer())).isEqualTo(new ReturnTransfer.Outcome.AlreadyUsed());
        var old = (Sent) sendPoints.send(new Sending(anna, cleo, Points.of(50), "k2"));
        clock.turn(Duration.ofMinutes(30));
        assertThat(returnTransfer.takeBack(anna, old.transfer())).isEqualTo(new ReturnTransfer.Outcome.TooLate());
        assertSound(299);
    }

    @Test
    void what_was_left_on_its_way_is_carried_through() {
        var sent = (Sent) sendPoints.send(new Sending(anna, ben, Points.of(150), "k1"));
        undeliver(sent.transfer());
        assertThat(balance(ben)).isZero();

        assertThat(settleTransfers.settle(clock.instant())).isZero(); // someone may be at work on it
        clock.turn(Duration.ofMinutes(2));
        assertThat(settleTransfers.settle(clock.instant())).isEqualTo(1);
        assertThat(settleTransfers.settle(clock.instant())).isZero();
        assertThat(balance(ben)).isEqualTo(150);
        assertSound(300);
    }

    @Test
    void what_cannot_be_delivered_goes_back() {
        var before = readBalance.of(anna);
        var sent = (Sent) sendPoints.send(new Sending(anna, ben, Points.of(150), "k1"));
        undeliver(sent.transfer());
        change(ben, MemberStatus.CLOSED);
        clock.turn(Duration.ofMinutes(2));
        settleTransfers.settle(clock.instant());

        assertThat(readBalance.of(anna)).isEqualTo(before);
        assertThat(readTransfers.find(sent.transfer()).orElseThrow().returnedFor())
                .isEqualTo(ReturnedFor.UNDELIVERABLE);
    }

    @Test
    void fifty_who_send_undo_and_spend_lose_and_double_nothing() throws Exception {
        var sent = (Sent) sendPoints.send(new Sending(anna, ben, Points.of(100), "k0"));
        Together.run(50, number -> () -> switch (number % 5) {
            case 0 -> sendPoints.send(new Sending(anna, ben, Points.of(20), "a" + number));
            case 1 -> sendPoints.send(new Sending(ben, anna, Points.of(20), "b" + number));
            case 2 -> returnTransfer.takeBack(anna, sent.transfer());
            case 3 -> sendPoints.send(new Sending(anna, ben, Points.of(30), "same"));
            default -> settleTransfers.settle(clock.instant().plusSeconds(1));
        });
        settleTransfers.settle(clock.instant().plusSeconds(1));

        assertThat(readTransfers.of(anna, 100))
                .allMatch(each -> each.state() == State.DELIVERED || each.state() == State.RETURNED);
        assertSound(300);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void random_transfers_and_undos_never_make_lose_or_prolong_a_point(long seed) {
        var random = new Random(seed);
        var people = List.of(anna, ben, cleo);
        var latest = readBalance.of(anna).expiring().getLast().lastDay();
        var sent = new ArrayList<Sent>();
        var spent = 0L;
        for (int step = 0; step < 120; step++) {
            var from = people.get(random.nextInt(3));
            switch (random.nextInt(8)) {
                case 0, 1, 2, 3 -> {
                    var to = people.get(random.nextInt(3));
                    if (sendPoints.send(new Sending(from, to, Points.of(10 + random.nextInt(60)), "r" + step))
                            instanceof Sent done) {
                        sent.add(done);
                        if (random.nextInt(4) == 0) {
                            undeliver(done.transfer());
                        }
                    }
                }
                case 4, 5 -> {
                    if (!sent.isEmpty()) {
                        var transfer = readTransfers
                                .find(sent.get(random.nextInt(sent.size())).transfer())
                                .orElseThrow();
                        returnTransfer.takeBack(transfer.from(), transfer.id());
                    }
                }
                case 6 -> {
                    if (spendPoints.spend(new Spending(from, Points.of(1 + random.nextInt(3)), "s" + step, MUG))
                            instanceof SpendPoints.Outcome.Spent) {
                        spent = 300 - people.stream().mapToLong(this::balance).sum() - onTheirWay(people);
                    }
                }
                default -> {
                    clock.turn(Duration.ofMinutes(random.nextInt(20)));
                    settleTransfers.settle(clock.instant());
                }
            }
            assertThat(people.stream().mapToLong(this::balance).sum() + onTheirWay(people))
                    .isEqualTo(300 - spent);
        }
        clock.turn(Duration.ofMinutes(5));
        settleTransfers.settle(clock.instant());
        for (var person : people) {
            assertThat(readBalance.of(person).expiring())
                    .allMatch(each -> !each.lastDay().isAfter(latest));
        }
        assertSound(300 - spent);
    }

    @Test
    void a_receiving_code_is_the_members_own_until_it_is_renewed() {
        var code = receivingCodes.of(anna);

        assertThat(receivingCodes.of(anna)).isEqualTo(code).hasSize(10);
        assertThat(receivingCodes.find(
                        " " + code.substring(0, 5).toLowerCase(java.util.Locale.ROOT) + "-" + code.substring(5)))
                .contains(anna);
        var renewed = receivingCodes.renew(anna);
        assertThat(renewed).isNotEqualTo(code);
        assertThat(receivingCodes.find(code)).isEmpty();
        assertThat(receivingCodes.find(renewed)).contains(anna);
    }

    @Test
    void a_household_pools_points_and_whoever_leaves_takes_along_what_is_left_of_theirs() {
        var before = readBalance.of(anna).expiring();
        assertThat(households.found(anna, " Home ")).isEqualTo(new KeepHousehold.Outcome.Done());
        assertThat(households.found(anna, "Other")).isEqualTo(new KeepHousehold.Outcome.InOneAlready());
        var code = households.of(anna).orElseThrow().code();
        assertThat(households.join(ben, "nonsense")).isEqualTo(new KeepHousehold.Outcome.UnknownCode());
        assertThat(households.join(ben, code)).isEqualTo(new KeepHousehold.Outcome.Done());
        households.join(cleo, code);
        earnPoints.earn(List.of(purchase(ben, "B1", "60.00", clock.instant())));

        assertThat(households.putIn(anna, Points.of(200), "p1")).isInstanceOf(Sent.class);
        assertThat(households.putIn(ben, Points.of(60), "p2")).isInstanceOf(Sent.class);
        assertThat(households.of(cleo).orElseThrow().balance()).isEqualTo(Points.of(260));
        assertThat(households.takeOut(cleo, Points.of(10), "t1")).isEqualTo(new Outcome.MayNotSend());
        assertThat(households.allow(ben, cleo, true)).isEqualTo(new KeepHousehold.Outcome.MayNot());
        assertThat(households.allow(anna, cleo, true)).isEqualTo(new KeepHousehold.Outcome.Done());
        assertThat(households.takeOut(cleo, Points.of(110), "t2")).isInstanceOf(Sent.class);
        assertThat(households.takeOut(cleo, Points.of(151), "t3"))
                .isEqualTo(new Outcome.NotEnough(Points.of(150), Points.of(1)));

        // Anna's soonest lot and ten of the later ones were taken out; the rest of hers goes with her.
        assertThat(households.leave(anna)).isEqualTo(new KeepHousehold.Outcome.Done());
        assertThat(households.of(anna)).isEmpty();
        assertThat(households.of(ben).orElseThrow().person(ben).orElseThrow().isOwner())
                .isTrue();
        var left = households.of(ben).orElseThrow().balance().value();
        assertThat(balance(anna) + balance(cleo) + left).isEqualTo(360);
        assertThat(left).isBetween(50L, 60L);
        assertThat(readBalance.of(anna).expiring())
                .allMatch(each -> !each.lastDay().isAfter(before.getLast().lastDay()));
        assertThat(households.remove(ben, cleo)).isEqualTo(new KeepHousehold.Outcome.Done());
        assertThat(households.leave(ben)).isEqualTo(new KeepHousehold.Outcome.Done());
        assertThat(balance(anna) + balance(ben) + balance(cleo)).isEqualTo(360);
        assertThat(households.join(cleo, code)).isEqualTo(new KeepHousehold.Outcome.UnknownCode());
        assertSound(360);
    }

    @Test
    void a_household_takes_no_more_than_its_people_even_when_they_come_at_once() throws Exception {
        households.found(anna, "Home");
        var code = households.of(anna).orElseThrow().code();
        var strangers = members.enrol(20);
        var outcomes = Together.run(20, number -> () -> households.join(strangers.get(number), code));
        assertThat(households.of(anna).orElseThrow().people()).hasSize(KeepHousehold.MOST_PEOPLE);
        assertThat(outcomes)
                .filteredOn(new KeepHousehold.Outcome.Done()::equals)
                .hasSize(7);
    }

    private long onTheirWay(List<MemberId> people) {
        return people.stream()
                .flatMap(person -> readTransfers.of(person, 100).stream()
                        .filter(each -> each.from().equals(person)))
                .filter(each -> each.state() == State.SENT || each.state() == State.RETURNING)
                .mapToLong(each -> each.points().value())
                .sum();
    }

    /** As if the process had been killed between the two halves. */
    private void undeliver(TransferId transfer) {
        var dsl = TestDatabase.get().dsl();
        var id = org.jooq.impl.DSL.val(java.nio.ByteBuffer.allocate(16)
                .putLong(transfer.value().getMostSignificantBits())
                .putLong(transfer.value().getLeastSignificantBits())
                .array());
        var row = dsl.fetchSingle("SELECT receiver_id FROM points_transfer WHERE transfer_id = {0}", id);
        var to = org.jooq.impl.DSL.val(row.get(0, byte[].class));
        var pieces = dsl.fetch("SELECT received_seq FROM points_transfer_piece WHERE transfer_id = {0} ORDER BY 1", id);
        var first = pieces.getFirst().get(0, Long.class);
        var last = dsl.fetchSingle("SELECT last_seq FROM points_account WHERE member_id = {0}", to)
                .get(0, Long.class);
        if (!last.equals(pieces.getLast().get(0, Long.class))) {
            return;
        }
        var sum = dsl.fetchSingle(
                        "SELECT CAST(SUM(points) AS SIGNED) FROM points_transfer_piece WHERE transfer_id = {0}", id)
                .get(0, Long.class);
        dsl.execute("DELETE FROM points_lot WHERE member_id = {0} AND seq >= {1}", to, org.jooq.impl.DSL.val(first));
        dsl.execute("DELETE FROM points_entry WHERE member_id = {0} AND seq >= {1}", to, org.jooq.impl.DSL.val(first));
        dsl.execute(
                "UPDATE points_account SET balance = balance - {2}, last_seq = {1} - 1, head ="
                        + " COALESCE((SELECT hash FROM points_entry e WHERE e.member_id = {0} AND e.seq = {1} - 1),"
                        + " UNHEX(REPEAT('0', 64))) WHERE member_id = {0}",
                to, org.jooq.impl.DSL.val(first), org.jooq.impl.DSL.val(sum));
        dsl.execute("UPDATE points_transfer_piece SET received_seq = NULL WHERE transfer_id = {0}", id);
        dsl.execute("UPDATE points_transfer SET state = 'SENT' WHERE transfer_id = {0}", id);
    }

    private long balance(MemberId member) {
        return readBalance.of(member).points().value();
    }

    private void change(MemberId member, MemberStatus status) {
        changeMemberStatus.change(member, status, "test", StaffId.next());
    }

    private void assertSound(long outstanding) {
        var report = verifyLedger.verify();
        assertThat(report.faults()).isEmpty();
        assertThat(report.outstanding()).isEqualTo(Points.of(outstanding));
    }
}
