package io.perennial.points;

import static io.perennial.points.Stories.MUG;
import static io.perennial.points.Stories.purchase;
import static io.perennial.points.Stories.refund;
import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.insights.ActivityType;
import io.perennial.membership.MemberId;
import io.perennial.membership.MergeId;
import io.perennial.membership.MergeMembers;
import io.perennial.membership.ReadStanding;
import io.perennial.membership.StaffId;
import io.perennial.membership.StaffRole;
import io.perennial.points.PointsPolicy.Refunds;
import io.perennial.testing.Together;
import io.perennial.testing.TurnableClock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Whatever members did before, and do in between: a merge and its undo lose nothing and win nothing. */
@PointsTest
class MergeHistoriesTests {

    @Autowired
    private EarnPoints earnPoints;

    @Autowired
    private SpendPoints spendPoints;

    @Autowired
    private ReturnPoints returnPoints;

    @Autowired
    private ExpirePoints expirePoints;

    @Autowired
    private ReleasePoints releasePoints;

    @Autowired
    private PublishPolicy publishPolicy;

    @Autowired
    private ReadBalance readBalance;

    @Autowired
    private ReadStanding readStanding;

    @Autowired
    private ReadLiability readLiability;

    @Autowired
    private VerifyLedger verifyLedger;

    @Autowired
    private MergeMembers mergeMembers;

    @Autowired
    private Merges merges;

    @Autowired
    private Members members;

    @Autowired
    private TurnableClock clock;

    private List<MemberId> people = List.of();
    private final List<String> purchases = new ArrayList<>();
    private final List<String> spendings = new ArrayList<>();
    private int number;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void a_merge_moves_everything_and_an_undo_gives_back_what_is_there(long seed) {
        people = members.enrol(3);
        var random = new Random(seed);
        var policy = Stories.version(
                2,
                seed % 2 == 0 ? Map.of() : Map.of(ActivityType.PURCHASE, 7),
                Refunds.values()[(int) (seed % Refunds.values().length)],
                clock.instant());
        assertThat(publishPolicy.publish(policy, StaffId.next())).isInstanceOf(PublishPolicy.Outcome.Done.class);
        live(random, 60);

        Deque<MergeId> standing = new ArrayDeque<>();
        var growth = growth();
        var before = total();
        standing.push(merges.merge(people.get(0), people.get(1)));
        assertThat(total()).isEqualTo(before);
        assertThat(growth()).isEqualTo(growth);
        assertThat(net(people.get(0))).isZero();
        live(random, 30);
        before = total();
        growth = growth();
        standing.push(merges.merge(people.get(1), people.get(2)));
        assertThat(total()).isEqualTo(before);
        assertThat(growth()).isEqualTo(growth);
        live(random, 30);
        assertThat(verifyLedger.verify().faults()).isEmpty();

        while (!standing.isEmpty()) {
            before = total();
            merges.undo(standing.pop());
            assertThat(total()).isEqualTo(before);
            assertThat(verifyLedger.verify().faults()).isEmpty();
            live(random, 20);
        }
        assertThat(verifyLedger.verify().faults()).isEmpty();
        assertThat(readLiability.tieOut().difference()).isZero();
    }

    @Test
    void fifty_who_earn_and_spend_on_both_while_they_become_one_lose_nothing() throws Exception {
        people = members.enrol(2);
        var anna = people.get(0);
        var twice = people.get(1);
        earnPoints.earn(List.of(purchase(anna, "A", "1000.00"), purchase(twice, "B", "1000.00")));
        var merge = merges.proposed(twice, anna);
        var finance = merges.staff(StaffRole.FINANCE);

        var outcomes = Together.run(50, i -> () -> switch (i) {
            case 25 -> mergeMembers.approve(merge, finance);
            default ->
                i % 2 == 0
                        ? earnPoints
                                .earn(List.of(purchase(i % 4 == 0 ? anna : twice, "P" + i, "10.00")))
                                .getFirst()
                        : spendPoints.spend(
                                new SpendPoints.Spending(i % 4 == 1 ? anna : twice, Points.of(5), "S" + i, MUG));
        });

        var earned = outcomes.stream()
                .filter(EarnPoints.Outcome.Booked.class::isInstance)
                .count();
        var spent = outcomes.stream()
                .filter(SpendPoints.Outcome.Spent.class::isInstance)
                .count();
        assertThat(outcomes).contains(new MergeMembers.Outcome.Merged(merge, anna));
        assertThat(earned).isEqualTo(25);
        assertThat(net(anna)).isEqualTo(2000 + 10 * earned - 5 * spent);
        assertThat(net(twice)).isZero();
        assertThat(readStanding.of(anna).orElseThrow().growth()).isEqualTo(2250);
        assertThat(verifyLedger.verify().faults()).isEmpty();
    }

    @Test
    void two_who_approve_at_once_merge_once() throws Exception {
        people = members.enrol(2);
        earnPoints.earn(List.of(purchase(people.get(1), "B", "100.00")));
        var merge = merges.proposed(people.get(1), people.get(0));
        var finance = merges.staff(StaffRole.FINANCE);
        var admin = merges.staff(StaffRole.ADMIN);

        var outcomes = Together.run(8, i -> () -> mergeMembers.approve(merge, i % 2 == 0 ? finance : admin));

        assertThat(outcomes)
                .containsOnlyOnce(new MergeMembers.Outcome.Merged(merge, people.get(0)))
                .filteredOn(MergeMembers.Outcome.NothingWaiting.class::isInstance)
                .hasSize(7);
        assertThat(net(people.get(0))).isEqualTo(100);
    }

    private void live(Random random, int steps) {
        for (var step = 0; step < steps; step++) {
            var member = people.get(random.nextInt(people.size()));
            number++;
            switch (random.nextInt(8)) {
                case 0, 1, 2 -> {
                    var reference = "P" + number;
                    purchases.add(reference);
                    earnPoints.earn(
                            List.of(purchase(member, reference, (1 + random.nextInt(200)) + ".00", clock.instant())));
                }
                case 3 -> {
                    if (!purchases.isEmpty()) {
                        var purchase = purchases.get(random.nextInt(purchases.size()));
                        var amount = (1 + random.nextInt(60)) + ".00";
                        people.forEach(each -> earnPoints.earn(
                                List.of(refund(each, "R" + number, amount, purchase, clock.instant()))));
                    }
                }
                case 4, 5 -> {
                    var key = "S" + number;
                    spendings.add(key);
                    spendPoints.spend(new SpendPoints.Spending(member, Points.of(1 + random.nextInt(80)), key, MUG));
                }
                case 6 -> {
                    if (!spendings.isEmpty()) {
                        var key = spendings.get(random.nextInt(spendings.size()));
                        people.forEach(each -> returnPoints.giveBack(each, key, "cancelled"));
                    }
                }
                default -> {
                    clock.turnTo(clock.instant().plus(Duration.ofHours(random.nextInt(30))));
                    releasePoints.release(clock.instant());
                    expirePoints.expire(clock.instant());
                }
            }
        }
    }

    private long net(MemberId member) {
        var balance = readBalance.of(member);
        return balance.points().value()
                + balance.pending().value()
                - balance.owed().value();
    }

    private long total() {
        return people.stream().mapToLong(this::net).sum();
    }

    private long growth() {
        return people.stream()
                .mapToLong(member -> readStanding.of(member).orElseThrow().growth())
                .sum();
    }
}
