package io.perennial.points;

import static io.perennial.points.Stories.purchase;
import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.insights.Activity;
import io.perennial.insights.ActivityType;
import io.perennial.insights.Condition;
import io.perennial.membership.BilingualText;
import io.perennial.membership.EnrolMembers;
import io.perennial.membership.EnrolMembers.Enrolment;
import io.perennial.membership.Identifier;
import io.perennial.membership.MemberId;
import io.perennial.points.SimulateRules.Outcome.Compared;
import io.perennial.testing.TurnableClock;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;

/** What a replay costs depends on what happened in its days, not on how many members there are and what they did before. */
@PointsTest
class ReplayCostTests {

    private static final Logger log = LoggerFactory.getLogger(ReplayCostTests.class);

    private static final int FEW = 200;
    private static final int TIMES_AS_MANY = Integer.getInteger("perennial.test.members", 20);
    private static final int EACH = 10;
    private static final int DAYS = 30;
    private static final int AT_ONCE = 500;

    @Autowired
    private EnrolMembers enrolMembers;

    @Autowired
    private EarnPoints earnPoints;

    @Autowired
    private SimulateRules simulateRules;

    @Autowired
    private TurnableClock clock;

    @Test
    void the_same_activities_cost_the_same_among_twenty_times_as_many_members() {
        var few = enrol(0, FEW);
        buy(few, EACH, clock.instant().minus(Duration.ofDays(DAYS - 1)));
        var alone = fastest();

        var others = enrol(FEW, FEW * TIMES_AS_MANY);
        buy(others, 3, clock.instant().minus(Duration.ofDays(400)));
        var amongMany = fastest();

        log.info(
                "{} activities were replayed in {} µs each among {} members, in {} µs each among {} more with {} older activities",
                FEW * EACH,
                alone / (FEW * EACH),
                FEW,
                amongMany / (FEW * EACH),
                others.size(),
                others.size() * 3);
        assertThat((double) amongMany / alone)
                .as("%d and %d µs", alone, amongMany)
                .isLessThan(2);
    }

    /** The fastest of several runs, in microseconds: the slower ones tell of what else the machine did. */
    private long fastest() {
        return LongStream.generate(this::replay).limit(10).min().orElseThrow();
    }

    private long replay() {
        var began = System.nanoTime();
        var compared = (Compared) simulateRules.simulate(List.of(draft()), DAYS);
        var took = (System.nanoTime() - began) / 1_000;
        assertThat(compared.activities()).isEqualTo(FEW * EACH);
        assertThat(compared.drafted().points()).isGreaterThan(compared.inForce().points());
        return took;
    }

    /** Asks for all that a replay has to look up of members. */
    private EarnRule draft() {
        return new EarnRule(
                RuleId.next(),
                1,
                new BilingualText("双倍", "Double"),
                EarnRule.Role.BONUS,
                ActivityType.PURCHASE,
                new Condition.Any(List.of(
                        new Condition.TierIn(new TreeSet<>(List.of("member"))),
                        new Condition.FirstPurchase(),
                        new Condition.BirthdayMonth())),
                new Formula.Multiplied(new BigDecimal("2"), Formula.Rounding.DOWN),
                new Formula.Nothing(),
                List.of(new Cap(Cap.Window.MONTH, Cap.Measure.POINTS, 500)),
                1_000_000L,
                Stacking.ADD_UP,
                0,
                null,
                clock.instant(),
                null);
    }

    private List<MemberId> enrol(int from, int size) {
        var people = new ArrayList<MemberId>();
        for (int first = from; first < from + size; first += AT_ONCE) {
            people.addAll(enrolMembers
                    .enrol(IntStream.range(first, Math.min(first + AT_ONCE, from + size))
                            .mapToObj(number -> new Enrolment(
                                    new Identifier(Identifier.Kind.CUSTOMER_NUMBER, "R-" + number), null, "import"))
                            .toList())
                    .stream()
                    .map(EnrolMembers.Enrolled::member)
                    .toList());
        }
        return people;
    }

    private void buy(List<MemberId> people, int each, Instant from) {
        for (int round = 0; round < each; round++) {
            var at = from.plus(Duration.ofDays(2L * round));
            for (int first = 0; first < people.size(); first += AT_ONCE) {
                var batch = new ArrayList<Activity>();
                for (var member : people.subList(first, Math.min(first + AT_ONCE, people.size()))) {
                    batch.add(purchase(member, "B" + round + member, "20.00", at));
                }
                earnPoints.earn(batch);
            }
        }
    }
}
