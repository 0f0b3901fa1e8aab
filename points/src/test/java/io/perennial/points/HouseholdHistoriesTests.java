package io.perennial.points;

import static io.perennial.points.Stories.MUG;
import static io.perennial.points.Stories.purchase;
import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.insights.Activity;
import io.perennial.insights.ActivityType;
import io.perennial.membership.MemberId;
import io.perennial.membership.ReadAuditTrail;
import io.perennial.membership.StaffId;
import io.perennial.points.KeepHousehold.Outcome;
import io.perennial.points.SendPoints.Outcome.Sent;
import io.perennial.points.SendPoints.Sending;
import io.perennial.points.SpendPoints.Spending;
import io.perennial.testing.Together;
import io.perennial.testing.TurnableClock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Households through whole histories of people who come and go, put in, take out, send, undo, spend and give goods back, on the
 * real database: no point is lost, doubled or prolonged, and nobody leaves anything of theirs behind.
 */
@PointsTest
class HouseholdHistoriesTests {

    private static final int PEOPLE = 5;

    private int earned;

    @Autowired
    private KeepHousehold households;

    @Autowired
    private SendPoints sendPoints;

    @Autowired
    private ReturnTransfer returnTransfer;

    @Autowired
    private ReadTransfers readTransfers;

    @Autowired
    private FreezeSending freezeSending;

    @Autowired
    private EarnPoints earnPoints;

    @Autowired
    private SpendPoints spendPoints;

    @Autowired
    private ReturnPoints returnPoints;

    @Autowired
    private ReadBalance readBalance;

    @Autowired
    private ReadAuditTrail auditTrail;

    @Autowired
    private VerifyLedger verifyLedger;

    @Autowired
    private Members members;

    @Autowired
    private TurnableClock clock;

    @ParameterizedTest
    @ValueSource(longs = {1, 7, 42, 2_026})
    void no_history_of_a_household_loses_doubles_or_prolongs_a_point(long seed) {
        var random = new Random(seed);
        var people = members.enrol(PEOPLE);
        var everEarned = new TreeMap<LocalDate, Long>();
        var spends = new ArrayList<Spending>();
        var purchases = new ArrayList<Activity>();
        var pools = new ArrayList<PoolId>();
        for (var step = 0; step < 260; step++) {
            var one = people.get(random.nextInt(PEOPLE));
            var other = people.get(random.nextInt(PEOPLE));
            var key = "k" + step;
            var some = Points.of(10 + random.nextInt(60));
            switch (random.nextInt(14)) {
                case 0, 1 -> {
                    var bought = purchase(one, "P" + step, 20 + random.nextInt(200) + ".00", clock.instant());
                    purchases.add(bought);
                    var before = expiring(one);
                    earnPoints.earn(List.of(bought));
                    expiring(one)
                            .forEach((day, points) ->
                                    everEarned.merge(day, points - before.getOrDefault(day, 0L), Long::sum));
                }
                case 2 -> clock.turn(Duration.ofDays(random.nextInt(12)));
                case 3 -> households.found(one, "Home " + step);
                case 4 -> households.of(other).ifPresent(home -> households.join(one, home.code()));
                case 5, 6 -> households.putIn(one, some, key);
                case 7 -> households.takeOut(one, some, key);
                case 8 -> households.allow(one, other, random.nextBoolean());
                case 9 -> households.leave(one);
                case 10 -> households.remove(one, other);
                case 11 ->
                    readTransfers.of(one, 10).stream()
                            .skip(random.nextInt(3))
                            .findFirst()
                            .ifPresent(transfer -> returnTransfer.takeBack(transfer.from(), transfer.id()));
                case 12 -> {
                    if (random.nextBoolean()) {
                        sendPoints.send(new Sending(one, other, some, key));
                    } else {
                        var spending = new Spending(one, some, key, MUG);
                        if (spendPoints.spend(spending) instanceof SpendPoints.Outcome.Spent) {
                            spends.add(spending);
                        }
                    }
                }
                default -> {
                    if (random.nextBoolean() && !spends.isEmpty()) {
                        var back = spends.remove(random.nextInt(spends.size()));
                        returnPoints.giveBack(back.member(), back.key(), "changed their mind");
                    } else if (!purchases.isEmpty()) {
                        var bought = purchases.remove(random.nextInt(purchases.size()));
                        earnPoints.earn(List.of(refund(bought, "R" + step)));
                    }
                }
            }
            people.forEach(each -> households.of(each).ifPresent(home -> {
                if (!pools.contains(home.id())) {
                    pools.add(home.id());
                }
            }));
            if (step % 20 == 19) {
                assertThat(verifyLedger.verify().faults()).as("step " + step).isEmpty();
                nothing_is_prolonged(people, pools, everEarned);
                nobody_left_anything_behind(people, pools);
            }
        }
        // In the end all go home, and the households are empty.
        people.forEach(households::leave);
        people.forEach(each -> assertThat(households.of(each)).isEmpty());
        pools.forEach(pool -> assertThat(balance(pool.account())).isZero());
        assertThat(pools).hasSizeGreaterThan(2);
        assertThat(verifyLedger.verify().faults()).isEmpty();
    }

    @Test
    void two_who_leave_while_two_take_out_leave_each_with_what_is_theirs() throws Exception {
        for (var round = 0; round < 8; round++) {
            var people = members.enrol(4);
            var home = "Home " + round;
            people.forEach(each -> earn(each, 100));
            households.found(people.getFirst(), home);
            var pool = households.of(people.getFirst()).orElseThrow();
            people.subList(1, 4).forEach(each -> {
                assertThat(households.join(each, pool.code())).isEqualTo(new Outcome.Done());
                households.allow(people.getFirst(), each, true);
            });
            people.forEach(each -> assertThat(households.putIn(each, Points.of(50), "in-" + home))
                    .isInstanceOf(Sent.class));
            var number = round;

            Together.run(6, thread -> () -> switch (thread) {
                case 0, 1 -> households.leave(people.get(thread));
                case 2, 3 -> households.takeOut(people.get(thread), Points.of(60), "out-" + number + thread);
                case 4 -> households.leave(people.get(0));
                default -> households.putIn(people.get(1), Points.of(20), "late-" + number);
            });

            assertThat(households.of(people.get(0))).isEmpty();
            assertThat(households.of(people.get(1))).isEmpty();
            nobody_left_anything_behind(people, List.of(pool.id()));
            people.subList(2, 4).forEach(households::leave);
            assertThat(balance(pool.id().account())).isZero();
            assertThat(people.stream().mapToLong(this::balance).sum()).isEqualTo(400);
            people.forEach(each -> spendAll(each, number));
        }
        assertThat(verifyLedger.verify().faults()).isEmpty();
    }

    @Test
    void fifty_spends_from_one_household_never_take_more_than_there_is() throws Exception {
        var people = members.enrol(5);
        people.forEach(each -> earn(each, 100));
        households.found(people.getFirst(), "Home");
        var pool = households.of(people.getFirst()).orElseThrow();
        people.subList(1, 5).forEach(each -> {
            households.join(each, pool.code());
            households.allow(people.getFirst(), each, true);
        });
        people.forEach(each -> households.putIn(each, Points.of(100), "in"));

        var answers = Together.run(
                50, thread -> () -> households.takeOut(people.get(thread % 5), Points.of(30), "out-" + thread));

        assertThat(answers).filteredOn(Sent.class::isInstance).hasSize(16);
        assertThat(balance(pool.id().account())).isEqualTo(20);
        assertThat(people.stream().mapToLong(this::balance).sum()).isEqualTo(480);
        assertThat(verifyLedger.verify().faults()).isEmpty();
    }

    @Test
    void only_its_people_put_in_and_only_who_may_takes_out() {
        var people = members.enrol(3);
        people.forEach(each -> earn(each, 100));
        households.found(people.get(0), "Home");
        var pool = households.of(people.get(0)).orElseThrow();
        households.join(people.get(1), pool.code());
        households.putIn(people.get(0), Points.of(80), "in");

        assertThat(sendPoints.send(new Sending(people.get(2), pool.id().account(), Points.of(20), "k")))
                .isEqualTo(new SendPoints.Outcome.MayNotReceive());
        assertThat(sendPoints.send(new Sending(pool.id().account(), people.get(2), Points.of(20), "k")))
                .isEqualTo(new SendPoints.Outcome.MayNotSend());
        assertThat(households.takeOut(people.get(1), Points.of(20), "k"))
                .isEqualTo(new SendPoints.Outcome.MayNotSend());
        assertThat(balance(pool.id().account())).isEqualTo(80);
    }

    @Test
    void whom_staff_stopped_sends_nothing_and_still_spends_and_receives() {
        var people = members.enrol(2);
        people.forEach(each -> earn(each, 100));
        var anna = people.get(0);
        var ben = people.get(1);
        var staff = StaffId.next();
        households.found(anna, "Home");
        households.putIn(anna, Points.of(40), "in");
        assertThat(freezeSending.freeze(anna, " ", staff)).isEqualTo(new FreezeSending.Outcome.ReasonMissing());
        assertThat(freezeSending.freeze(MemberId.next(), "why", staff))
                .isEqualTo(new FreezeSending.Outcome.UnknownMember());

        assertThat(freezeSending.freeze(anna, " stolen phone ", staff)).isEqualTo(new FreezeSending.Outcome.Done());
        assertThat(freezeSending.freeze(anna, "again", staff)).isEqualTo(new FreezeSending.Outcome.Done());

        assertThat(freezeSending.of(anna).orElseThrow().reason()).isEqualTo("stolen phone");
        var mayNot = new SendPoints.Outcome.MayNotSend();
        assertThat(sendPoints.send(new Sending(anna, ben, Points.of(20), "k"))).isEqualTo(mayNot);
        assertThat(households.putIn(anna, Points.of(20), "k")).isEqualTo(mayNot);
        assertThat(households.takeOut(anna, Points.of(20), "k")).isEqualTo(mayNot);
        assertThat(sendPoints.send(new Sending(ben, anna, Points.of(20), "k"))).isInstanceOf(Sent.class);
        assertThat(spendPoints.spend(new Spending(anna, Points.of(80), "k", MUG)))
                .isInstanceOf(SpendPoints.Outcome.Spent.class);

        assertThat(freezeSending.unfreeze(anna, staff)).isEqualTo(new FreezeSending.Outcome.Done());
        assertThat(freezeSending.unfreeze(anna, staff)).isEqualTo(new FreezeSending.Outcome.Done());
        assertThat(households.takeOut(anna, Points.of(20), "k")).isInstanceOf(Sent.class);
        assertThat(audited(anna)).containsExactly("member.sending-unfrozen", "member.sending-frozen");
    }

    @Test
    void staff_take_back_within_the_rules_and_leave_their_name() {
        var people = members.enrol(2);
        earn(people.get(0), 100);
        var staff = StaffId.next();
        var sent = (Sent) sendPoints.send(new Sending(people.get(0), people.get(1), Points.of(50), "k"));

        assertThat(returnTransfer.takeBack(people.get(0), sent.transfer(), staff))
                .isEqualTo(new ReturnTransfer.Outcome.TakenBack(Points.of(50)));
        assertThat(audited(people.get(0))).containsExactly("member.transfer-returned");

        var late = (Sent) sendPoints.send(new Sending(people.get(0), people.get(1), Points.of(50), "k2"));
        clock.turn(Duration.ofDays(1));
        assertThat(returnTransfer.takeBack(people.get(0), late.transfer(), staff))
                .isEqualTo(new ReturnTransfer.Outcome.TooLate());
        assertThat(audited(people.get(0))).hasSize(1);
    }

    private void earn(MemberId member, int points) {
        earnPoints.earn(List.of(purchase(member, "E" + earned++, points + ".00", clock.instant())));
    }

    private void spendAll(MemberId member, int round) {
        var balance = readBalance.of(member).points();
        if (!balance.isNone()) {
            spendPoints.spend(new Spending(member, balance, "all-" + round, MUG));
        }
    }

    private static Activity refund(Activity purchase, String reference) {
        return new Activity(
                purchase.member(),
                ActivityType.REFUND,
                purchase.source(),
                reference,
                purchase.happenedAt(),
                purchase.channel(),
                purchase.store(),
                purchase.amount(),
                purchase.reference(),
                List.of());
    }

    /** What is open of each day of expiry, in all accounts together, was once earned with that day. */
    private void nothing_is_prolonged(List<MemberId> people, List<PoolId> pools, Map<LocalDate, Long> everEarned) {
        var open = new TreeMap<LocalDate, Long>();
        people.forEach(each -> expiring(each).forEach((day, points) -> open.merge(day, points, Long::sum)));
        pools.forEach(pool -> expiring(pool.account()).forEach((day, points) -> open.merge(day, points, Long::sum)));
        open.forEach((day, points) ->
                assertThat(points).as("expiring on " + day).isLessThanOrEqualTo(everEarned.getOrDefault(day, 0L)));
    }

    /** A household holds nothing that somebody put in who is no longer in it. */
    private void nobody_left_anything_behind(List<MemberId> people, List<PoolId> pools) {
        for (var pool : pools) {
            var inside = people.stream()
                    .filter(each -> households
                            .of(each)
                            .filter(home -> home.id().equals(pool))
                            .isPresent())
                    .toList();
            if (inside.isEmpty()) {
                assertThat(balance(pool.account())).isZero();
            }
        }
    }

    private TreeMap<LocalDate, Long> expiring(MemberId account) {
        var days = new TreeMap<LocalDate, Long>();
        readBalance
                .of(account)
                .expiring()
                .forEach(each -> days.merge(each.lastDay(), each.points().value(), Long::sum));
        return days;
    }

    private long balance(MemberId account) {
        return readBalance.of(account).points().value();
    }

    private List<String> audited(MemberId member) {
        return auditTrail
                .find(new ReadAuditTrail.Query(
                        Optional.of("member"), Optional.of(member.toString()), Optional.empty(), Optional.empty(), 10))
                .lines()
                .stream()
                .map(ReadAuditTrail.Line::action)
                .toList();
    }
}
