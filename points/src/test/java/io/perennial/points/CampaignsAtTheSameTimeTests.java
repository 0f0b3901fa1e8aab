package io.perennial.points;

import static io.perennial.points.Stories.purchase;
import static io.perennial.points.Stories.refund;
import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.insights.Activity;
import io.perennial.insights.Condition;
import io.perennial.membership.MemberId;
import io.perennial.points.Cap.Measure;
import io.perennial.points.Cap.Window;
import io.perennial.points.EarnPoints.Outcome.Booked;
import io.perennial.testing.Together;
import io.perennial.testing.TurnableClock;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Many who use one cap and one budget at the same time never use more than there is. */
@PointsTest
class CampaignsAtTheSameTimeTests {

    private static final Formula DOUBLE = new Formula.Multiplied(new BigDecimal("2"), Formula.Rounding.DOWN);

    @Autowired
    private EarnPoints earnPoints;

    @Autowired
    private VerifyLedger verifyLedger;

    @Autowired
    private Campaigns campaigns;

    @Autowired
    private Members members;

    @Autowired
    private TurnableClock clock;

    @AfterEach
    void the_ledger_is_sound() {
        assertThat(verifyLedger.verify().faults()).isEmpty();
    }

    @RepeatedTest(3)
    void fifty_who_share_one_budget_get_all_of_it_and_no_point_more() throws Exception {
        var cap = new Cap(Window.EVER, Measure.POINTS, 1_000);
        campaigns.publish(Condition.none(), DOUBLE, List.of(cap), 1_000L);
        var people = members.enrol(50);

        var answers = Together.run(50, i -> () -> earn(bought(people.get(i), "A" + i, "30.00")));

        assertThat(answers.stream().mapToLong(Booked::points).sum()).isEqualTo(50 * 30 + 1_000);
        assertThat(answers).filteredOn(answer -> answer.points() == 60).hasSize(33);
        assertThat(campaigns.left()).isZero();
        campaigns.areKept(people, cap, 1_000);
    }

    @Test
    void fifty_who_tell_of_one_member_at_once_use_the_cap_once() throws Exception {
        var cap = new Cap(Window.DAY, Measure.POINTS, 100);
        campaigns.publish(Condition.none(), DOUBLE, List.of(cap), 10_000L);
        var anna = members.enrol();

        var answers = Together.run(50, i -> () -> earn(bought(anna, "A" + i, "30.00")));

        assertThat(answers.stream().mapToLong(Booked::points).sum()).isEqualTo(50 * 30 + 100);
        campaigns.areKept(List.of(anna), cap, 10_000);
    }

    @Test
    void batches_purchases_and_refunds_at_the_same_time_leave_caps_and_budget_as_the_ledger_says() throws Exception {
        var cap = new Cap(Window.WEEK, Measure.POINTS, 400);
        campaigns.publish(Condition.none(), DOUBLE, List.of(cap), 3_000L);
        var people = members.enrol(10);

        Together.run(50, i -> () -> {
            var random = new Random(i);
            for (int round = 0; round < 4; round++) {
                var name = i + "-" + round;
                var member = people.get(random.nextInt(10));
                if (random.nextBoolean()) {
                    earnPoints.earn(batch(people, name, random));
                } else {
                    earn(bought(member, "A" + name, "50.00"));
                    earn(refund(member, "R" + name, "20.00", "A" + name, clock.instant()));
                    earn(refund(member, "R" + name, "20.00", "A" + name, clock.instant()));
                }
            }
            return null;
        });

        campaigns.areKept(people, cap, 3_000);
        assertThat(campaigns.left()).isLessThan(3_000);
    }

    @ParameterizedTest
    @ValueSource(longs = {3, 7, 11})
    void whatever_rules_there_are_fifty_at_once_keep_to_their_limits(long seed) throws Exception {
        var programme = new RandomProgramme(new Random(seed));
        var rules = programme.rules(6).stream()
                .map(rule -> programme.first(rule, clock.instant()))
                .toList();
        rules.forEach(campaigns::publish);
        var people = members.enrol(8);

        Together.run(50, i -> () -> {
            var random = new Random(seed * 1_000 + i);
            var own = new RandomProgramme(random);
            for (int round = 0; round < 4; round++) {
                var batch = new ArrayList<Activity>();
                for (int j = 0; j < 5; j++) {
                    var name = i + "-" + round + "-" + j;
                    var bought = own.purchase(people.get(random.nextInt(8)), "A" + name, clock.instant());
                    batch.add(bought);
                    batch.add(own.checkIn(bought.member(), "C" + name, clock.instant()));
                    if (random.nextInt(3) == 0) {
                        var paid = bought.amount().getAmountMinorLong();
                        batch.add(own.refund(bought, "R" + name, paid, clock.instant()));
                    }
                }
                earnPoints.earn(batch);
                earnPoints.earn(batch);
            }
            return null;
        });

        campaigns.areKept(people, rules);
    }

    private List<Activity> batch(List<MemberId> people, String name, Random random) {
        var batch = new ArrayList<Activity>();
        for (int i = 0; i < 6; i++) {
            var member = people.get(random.nextInt(people.size()));
            batch.add(bought(member, "B" + name + "-" + i, (5 + random.nextInt(60)) + ".00"));
            if (random.nextInt(3) == 0) {
                batch.add(refund(member, "S" + name + "-" + i, "3.00", "B" + name + "-" + i, clock.instant()));
            }
        }
        return batch;
    }

    private Activity bought(MemberId member, String reference, String amount) {
        return purchase(member, reference, amount, clock.instant());
    }

    private Booked earn(Activity activity) {
        return (Booked) earnPoints.earn(List.of(activity)).getFirst();
    }
}
