package io.perennial.points;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.insights.Condition;
import io.perennial.membership.MemberId;
import io.perennial.membership.ReadStanding;
import io.perennial.testing.AnotherProcess;
import io.perennial.testing.TestDatabase;
import io.perennial.testing.TurnableClock;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A process that is killed while it books: what it acknowledged is there, and nothing is half there. */
@PointsTest
class KilledInTheMiddleTests {

    private static final int KILLS = 2;
    private static final Pattern ACKNOWLEDGEMENT = Pattern.compile("(EARNED|SPENT|SENT) \\d+");

    @Autowired
    private EarnPoints earnPoints;

    @Autowired
    private SpendPoints spendPoints;

    @Autowired
    private SendPoints sendPoints;

    @Autowired
    private SettleTransfers settleTransfers;

    @Autowired
    private ReadTransfers readTransfers;

    @Autowired
    private ReadBalance readBalance;

    @Autowired
    private ReadStanding readStanding;

    @Autowired
    private VerifyLedger verifyLedger;

    @Autowired
    private Campaigns campaigns;

    @Autowired
    private Members members;

    @Autowired
    private TurnableClock clock;

    @Test
    void what_was_acknowledged_is_there_once_and_nothing_is_half_there() throws Exception {
        var people = members.enrol(11);
        var random = new Random(17);
        var acknowledged = new HashSet<String>();
        var next = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            acknowledged.addAll(tellAndKill(Math.max(0, next - 6), people, 30 + random.nextInt(60)));
            assertNothingIsHalfThere(acknowledged);
            next = 1
                    + booked().keySet().stream()
                            .mapToInt(Integer::intValue)
                            .max()
                            .orElse(-1);
        }

        for (int number = 0; number < next; number++) {
            TellUntilKilled.earn(number, people, earnPoints);
            TellUntilKilled.spend(number, people, spendPoints);
            TellUntilKilled.send(number, people, sendPoints);
        }
        clock.turn(Duration.ofMinutes(1));
        settleTransfers.settle(clock.instant());

        var expected = new HashMap<MemberId, Long>();
        var growth = new HashMap<MemberId, Long>();
        for (int number = 0; number < next; number++) {
            for (var activity : TellUntilKilled.batch(number, people)) {
                var sign = activity.refundOf() == null ? 1 : -1;
                expected.merge(activity.member(), sign * activity.amount().getAmountMajorLong(), Long::sum);
                growth.merge(activity.member(), sign * activity.amount().getAmountMajorLong(), Long::sum);
            }
            expected.merge(TellUntilKilled.spender(number, people), (long) -TellUntilKilled.SPENT, Long::sum);
            expected.merge(TellUntilKilled.spender(number, people), (long) -TellUntilKilled.GIVEN, Long::sum);
            expected.merge(TellUntilKilled.spender(number + 1, people), (long) TellUntilKilled.GIVEN, Long::sum);
        }
        assertThat(next).isGreaterThanOrEqualTo(20);
        for (var member : people) {
            assertThat(readBalance.of(member).points().value()).isEqualTo(expected.get(member));
            assertThat(readStanding.of(member).orElseThrow().growth()).isEqualTo(growth.get(member));
        }
        assertThat(people)
                .allSatisfy(member -> assertThat(readTransfers.of(member, 100))
                        .allMatch(each -> each.state() == ReadTransfers.State.DELIVERED));
        assertThat(verifyLedger.verify().faults()).isEmpty();
    }

    @Test
    void caps_and_budgets_are_used_as_far_as_the_ledger_says_and_not_half() throws Exception {
        var people = members.enrol(11);
        var cap = new Cap(Cap.Window.DAY, Cap.Measure.POINTS, 3_000);
        campaigns.publish(
                Condition.none(),
                new Formula.Multiplied(new BigDecimal("1.5"), Formula.Rounding.HALF_UP),
                List.of(cap),
                1_000_000L);
        campaigns.predate();

        tellAndKill(0, people, 40);

        assertThat(booked()).isNotEmpty();
        assertThat(campaigns.paid(people)).isPositive();
        campaigns.areKept(people, cap, 1_000_000);
        assertThat(verifyLedger.verify().faults()).isEmpty();
    }

    /** @return what it acknowledged before it was killed */
    private static Set<String> tellAndKill(int from, List<MemberId> people, int acknowledgements) throws Exception {
        var arguments = new ArrayList<>(List.of(String.valueOf(from)));
        people.forEach(member -> arguments.add(member.toString()));
        var acknowledged = new HashSet<String>();
        try (var shop = AnotherProcess.start(TellUntilKilled.class, ACKNOWLEDGEMENT, arguments)) {
            while (acknowledged.size() < acknowledgements) {
                acknowledged.add(shop.next());
            }
            acknowledged.addAll(shop.kill());
        }
        return acknowledged;
    }

    private void assertNothingIsHalfThere(Set<String> acknowledged) {
        var booked = booked();
        assertThat(booked.values()).containsOnly(TellUntilKilled.BATCH);
        assertThat(entries()).isEqualTo(booked);
        assertThat(acknowledged).allSatisfy(what -> {
            var number = what.substring(what.indexOf(' ') + 1);
            if (what.startsWith("EARNED")) {
                assertThat(booked).containsKey(Integer.parseInt(number));
            } else if (what.startsWith("SPENT")) {
                assertThat(spent()).contains("spend:K" + number);
            } else {
                assertThat(sent()).contains("K" + number);
            }
        });
        assertThat(verifyLedger.verify().faults()).isEmpty();
    }

    /** Activities in the stream by batch. */
    private static Map<Integer, Integer> booked() {
        return counted("SELECT reference FROM insights_activity");
    }

    /** Entries by batch, told by the activity behind them: each of them has one. */
    private static Map<Integer, Integer> entries() {
        return counted("SELECT a.reference FROM points_entry e JOIN insights_activity a"
                + " ON a.member_id = e.member_id AND a.activity_id = e.activity_id");
    }

    private static Map<Integer, Integer> counted(String sql) {
        var counted = new HashMap<Integer, Integer>();
        TestDatabase.get().dsl().fetch(sql).forEach(row -> {
            var reference = row.get(0, String.class);
            counted.merge(Integer.parseInt(reference.substring(1, reference.indexOf('-'))), 1, Integer::sum);
        });
        return counted;
    }

    private static Set<String> sent() {
        return Set.copyOf(TestDatabase.get()
                .dsl()
                .fetch("SELECT business_key FROM points_transfer WHERE state = 'DELIVERED'")
                .map(row -> row.get(0, String.class)));
    }

    private static Set<String> spent() {
        return Set.copyOf(TestDatabase.get()
                .dsl()
                .fetch("SELECT business_key FROM points_entry WHERE kind = 'SPENT'")
                .map(row -> row.get(0, String.class)));
    }
}
