package io.perennial.points;

import static io.perennial.points.Stories.MUG;
import static io.perennial.points.Stories.purchase;
import static io.perennial.points.Stories.refund;
import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.insights.Activity;
import io.perennial.membership.MemberId;
import io.perennial.membership.ReadStanding;
import io.perennial.points.EarnPoints.Outcome;
import io.perennial.points.EarnPoints.Outcome.Booked;
import io.perennial.points.SpendPoints.Outcome.NotEnough;
import io.perennial.points.SpendPoints.Outcome.Spent;
import io.perennial.points.SpendPoints.Spending;
import io.perennial.testing.Together;
import io.perennial.testing.TurnableClock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@PointsTest
class AtTheSameTimeTests {

    @Autowired
    private EarnPoints earnPoints;

    @Autowired
    private SpendPoints spendPoints;

    @Autowired
    private ReturnPoints returnPoints;

    @Autowired
    private ExpirePoints expirePoints;

    @Autowired
    private ReadBalance readBalance;

    @Autowired
    private ReadStanding readStanding;

    @Autowired
    private VerifyLedger verifyLedger;

    @Autowired
    private Members members;

    @Autowired
    private TurnableClock clock;

    @AfterEach
    void the_ledger_is_sound() {
        assertThat(verifyLedger.verify().faults()).isEmpty();
    }

    @Test
    void fifty_who_spend_one_balance_spend_it_once() throws Exception {
        var anna = members.enrol();
        for (int i = 0; i < 10; i++) {
            earn(purchase(anna, "A" + i, "10.00"));
        }

        var outcomes = Together.run(50, i -> () -> spend(anna, 7, "S" + i));

        assertThat(outcomes).filteredOn(Spent.class::isInstance).hasSize(14);
        assertThat(outcomes).filteredOn(NotEnough.class::isInstance).hasSize(36);
        assertThat(balance(anna)).isEqualTo(2);
    }

    @RepeatedTest(3)
    void fifty_who_tell_the_same_purchase_book_it_once() throws Exception {
        var anna = members.enrol();

        var outcomes = Together.run(50, i -> () -> (Booked) earn(purchase(anna, "A1", "128.99")));

        assertThat(outcomes).filteredOn(booked -> !booked.repeated()).hasSize(1);
        assertThat(outcomes).extracting(Booked::points).containsOnly(128L);
        assertThat(outcomes).extracting(booked -> booked.balance().value()).containsOnly(128L);
        assertThat(balance(anna)).isEqualTo(128);
        assertThat(readStanding.of(anna).orElseThrow().growth()).isEqualTo(128);
    }

    @Test
    void one_spending_told_twenty_times_is_booked_once() throws Exception {
        var anna = members.enrol();
        earn(purchase(anna, "A1", "100.00"));

        var outcomes = Together.run(20, i -> () -> spend(anna, 60, "S1"));

        assertThat(outcomes).containsOnly(new Spent(2, Points.of(40)));
        assertThat(balance(anna)).isEqualTo(40);
    }

    @Test
    void one_return_told_twenty_times_comes_back_once() throws Exception {
        var anna = members.enrol();
        earn(purchase(anna, "A1", "100.00"));
        spend(anna, 60, "S1");

        var outcomes = Together.run(20, i -> () -> returnPoints.giveBack(anna, "S1", "broken"));

        assertThat(outcomes).containsOnly(new ReturnPoints.Outcome.GivenBack(Points.of(60), Points.of(100)));
        assertThat(balance(anna)).isEqualTo(100);
    }

    @Test
    void fifty_who_refund_one_purchase_refund_no_more_than_was_paid() throws Exception {
        var anna = members.enrol();
        earn(purchase(anna, "A0", "1000.00"));
        earn(purchase(anna, "A1", "100.00"));

        var outcomes = Together.run(50, i -> () -> earn(refund(anna, "R" + i, "9.00", "A1")));

        assertThat(outcomes).filteredOn(Booked.class::isInstance).hasSize(11);
        assertThat(outcomes)
                .filteredOn(Outcome.RefundTooLarge.class::isInstance)
                .hasSize(39);
        assertThat(balance(anna)).isEqualTo(1_001);
    }

    @Test
    void strangers_to_the_ledger_open_their_accounts_together() throws Exception {
        var people = members.enrol(40);

        Together.run(
                20,
                thread -> () -> earnPoints.earn(shuffled(people, thread).stream()
                        .map(member -> purchase(member, "A" + thread + member, "3.00"))
                        .toList()));

        assertThat(readBalance.of(people).values()).hasSize(40).containsOnly(Points.of(60));
    }

    @RepeatedTest(2)
    void batches_with_the_same_members_in_other_orders_lose_nothing() throws Exception {
        var people = members.enrol(60);

        var outcomes = Together.run(8, thread -> () -> {
            var answers = new ArrayList<Outcome>();
            for (int round = 0; round < 4; round++) {
                var name = thread + "-" + round + "-";
                var batch = new ArrayList<Activity>();
                for (var member : shuffled(people, thread * 31 + round)) {
                    batch.add(purchase(member, "A" + name + member, "7.00"));
                    if (round % 2 == 1) {
                        batch.add(refund(member, "R" + name + member, "2.00", "A" + name + member));
                    }
                }
                answers.addAll(earnPoints.earn(batch));
            }
            return answers;
        });

        assertThat(outcomes).allSatisfy(answers -> assertThat(answers).hasOnlyElementsOfType(Booked.class));
        assertThat(readBalance.of(people).values()).containsOnly(Points.of(8 * (4 * 7 - 2 * 2)));
        assertThat(readStanding.of(people).values())
                .allSatisfy(standing -> assertThat(standing.growth()).isEqualTo(8 * (4 * 7 - 2 * 2)));
    }

    @RepeatedTest(3)
    void the_same_batch_told_by_many_is_booked_once() throws Exception {
        var people = members.enrol(50);
        var batch = people.stream()
                .map(member -> purchase(member, "A" + member, "7.00"))
                .toList();

        var outcomes = Together.run(10, thread -> () -> {
            var mine = new ArrayList<>(batch);
            Collections.shuffle(mine, new Random(thread));
            return thread % 2 == 0
                    ? earnPoints.earn(mine)
                    : mine.stream().map(this::earn).toList();
        });

        assertThat(outcomes.stream().flatMap(List::stream))
                .allSatisfy(outcome -> assertThat(outcome).isInstanceOf(Booked.class))
                .filteredOn(outcome -> !((Booked) outcome).repeated())
                .hasSize(50);
        assertThat(readBalance.of(people).values()).containsOnly(Points.of(7));
    }

    @Test
    void earning_spending_and_the_sweep_meet_on_the_same_members() throws Exception {
        var people = members.enrol(20);
        for (int i = 0; i < 10; i++) {
            var round = i;
            earnPoints.earn(people.stream()
                    .map(member -> purchase(member, "old" + round + member, "10.00"))
                    .toList());
        }
        var expiry = Instant.parse("2028-11-30T16:00:00Z");
        clock.turnTo(expiry);

        var sweeps = Together.run(12, thread -> () -> {
            if (thread < 2) {
                return expirePoints.expire(expiry).points().value();
            }
            for (var member : shuffled(people, thread)) {
                earn(purchase(member, "new" + thread + member, "5.00"));
                spend(member, 3, "S" + thread);
            }
            return 0L;
        });

        assertThat(sweeps.stream().mapToLong(Long::longValue).sum()).isLessThanOrEqualTo(20 * 100);
        assertThat(readBalance.of(people).values()).containsOnly(Points.of(10 * 2));
    }

    private Outcome earn(Activity activity) {
        return earnPoints.earn(List.of(activity)).getFirst();
    }

    private SpendPoints.Outcome spend(MemberId member, long points, String key) {
        return spendPoints.spend(new Spending(member, Points.of(points), key, MUG));
    }

    private long balance(MemberId member) {
        return readBalance.of(member).points().value();
    }

    private static List<MemberId> shuffled(List<MemberId> people, int seed) {
        var mine = new ArrayList<>(people);
        Collections.shuffle(mine, new Random(seed));
        return mine;
    }
}
