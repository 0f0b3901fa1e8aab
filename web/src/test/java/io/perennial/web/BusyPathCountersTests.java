package io.perennial.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.Perennial;
import io.perennial.insights.Activity;
import io.perennial.insights.ActivityType;
import io.perennial.membership.BilingualText;
import io.perennial.membership.EnrolMembers;
import io.perennial.membership.EnrolMembers.Enrolment;
import io.perennial.membership.Identifier;
import io.perennial.membership.MemberId;
import io.perennial.membership.StaffId;
import io.perennial.points.EarnPoints;
import io.perennial.points.Points;
import io.perennial.rewards.EditCatalogue;
import io.perennial.rewards.RedeemReward;
import io.perennial.rewards.RedeemReward.Redeeming;
import io.perennial.rewards.Reward;
import io.perennial.rewards.RewardId;
import io.perennial.rewards.RewardKind;
import io.perennial.testing.OnTestDatabase;
import io.perennial.testing.TestDatabase;
import io.perennial.testing.Together;
import io.perennial.web.ServerCounters.Done;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

/**
 * How many commits and statements the busy path costs, and that it walks through no table: counted by the server over many
 * operations of the whole application, listeners and registry included. Counts are the same on any machine. What a purchase
 * and a redemption cost alone is held where it is: the aim is 1.1 commits each, 5 statements for a purchase and 8 for a redemption.
 */
@SpringBootTest(
        classes = Perennial.class,
        properties = {
            "db-scheduler.enabled=false",
            "spring.datasource.hikari.maximum-pool-size=" + ServerCounters.CONNECTIONS,
            "spring.datasource.hikari.minimum-idle=" + ServerCounters.CONNECTIONS
        })
@OnTestDatabase
class BusyPathCountersTests {

    private static final int ALONE = 200;
    private static final int TOGETHER = 1_000;
    private static final int CALLERS = 16;
    private static final StaffId STAFF = new StaffId(UUID.fromString("0199b3a4-6f5e-7c3d-8a77-000000000001"));

    @Autowired
    EarnPoints earnPoints;

    @Autowired
    RedeemReward redeemReward;

    @Autowired
    EditCatalogue catalogue;

    @Autowired
    EnrolMembers enrolMembers;

    @Autowired
    DataSource dataSource;

    @Autowired
    Clock clock;

    private final AtomicInteger references = new AtomicInteger();
    private ServerCounters counters;
    private List<MemberId> members;

    @BeforeEach
    void members_who_have_points() {
        counters = new ServerCounters(dataSource);
        members = enrolMembers
                .enrol(IntStream.range(0, 500)
                        .mapToObj(number -> new Enrolment(
                                new Identifier(Identifier.Kind.CUSTOMER_NUMBER, "C" + number), null, "test"))
                        .toList())
                .stream()
                .map(EnrolMembers.Enrolled::member)
                .toList();
        for (int lot = 0; lot < 2; lot++) {
            earnPoints.earn(members.stream().map(this::purchase).toList());
        }
        // MySQL decides by statistics, and those of tables that were just filled say that they are empty.
        TestDatabase.get()
                .dsl()
                .fetch("ANALYZE TABLE membership_member, membership_standing, membership_growth,"
                        + " insights_activity, points_account, points_entry, points_lot, rewards_redemption");
        earnPoints.earn(List.of(purchase(members.getFirst())));
    }

    @Test
    void a_purchase_alone() throws Exception {
        var done = counters.during(
                () -> {
                    for (int i = 0; i < ALONE; i++) {
                        earn(members.get(i));
                    }
                },
                ServerCounters::everybodyIsTold);

        assertThat(done.commitsOfOne(ALONE)).isLessThanOrEqualTo(4.05);
        assertThat(done.statementsOfOne(ALONE)).isLessThanOrEqualTo(14.5);
        walksThroughNoTable(done, ALONE);
    }

    @Test
    void purchases_that_arrive_together() throws Exception {
        var done = counters.during(
                () -> Together.run(CALLERS, caller -> () -> {
                    for (int i = caller; i < TOGETHER; i += CALLERS) {
                        earn(members.get(i % members.size()));
                    }
                    return true;
                }),
                ServerCounters::everybodyIsTold);

        assertThat(done.commitsOfOne(TOGETHER)).isLessThanOrEqualTo(1.1);
        assertThat(done.statementsOfOne(TOGETHER)).isLessThanOrEqualTo(5);
        // One transaction follows another; what turns a connection to and fro is the counting itself.
        assertThat(done.settings()).isLessThanOrEqualTo(2L * ServerCounters.CONNECTIONS);
        walksThroughNoTable(done, TOGETHER);
    }

    @Test
    void a_batch() throws Exception {
        var batch = IntStream.range(0, EarnPoints.MOST_AT_ONCE)
                .mapToObj(number -> purchase(members.get(number % members.size())))
                .toList();
        var done = counters.during(() -> earnPoints.earn(batch), ServerCounters::everybodyIsTold);

        assertThat(done.commitsOfOne(batch.size())).isLessThanOrEqualTo(.01);
        assertThat(done.statementsOfOne(batch.size())).isLessThanOrEqualTo(.02);
    }

    @Test
    void a_redemption() throws Exception {
        var mug = published();
        redeem(members.getLast(), mug);
        var done = counters.during(
                () -> {
                    for (int i = 0; i < ALONE; i++) {
                        redeem(members.get(i), mug);
                    }
                },
                ServerCounters::everybodyIsTold);

        assertThat(done.commitsOfOne(ALONE)).isLessThanOrEqualTo(1.1);
        assertThat(done.statementsOfOne(ALONE)).isLessThanOrEqualTo(13.5);
        walksThroughNoTable(done, ALONE);
    }

    /** Now and then a copy of rules, policy and ladder is read anew, whole, as they are a handful of rows. */
    private static void walksThroughNoTable(Done done, int operations) {
        assertThat(done.scanned()).isLessThan(operations / 10);
    }

    private void earn(MemberId member) {
        assertThat(earnPoints.earn(List.of(purchase(member))).getFirst()).isInstanceOf(EarnPoints.Outcome.Booked.class);
    }

    private void redeem(MemberId member, RewardId reward) {
        assertThat(redeemReward.redeem(new Redeeming(member, reward, "K" + references.incrementAndGet())))
                .isInstanceOf(RedeemReward.Outcome.Redeemed.class);
    }

    private Activity purchase(MemberId member) {
        return new Activity(
                member,
                ActivityType.PURCHASE,
                "test",
                "R" + references.incrementAndGet(),
                clock.instant(),
                "pos",
                null,
                Money.of(CurrencyUnit.of("CNY"), 50),
                null,
                List.of());
    }

    private RewardId published() {
        var reward = RewardId.next();
        var mug = new BilingualText("杯子", "Mug");
        catalogue.save(
                new Reward(
                        reward,
                        RewardKind.GOODS,
                        mug,
                        mug,
                        Points.of(80),
                        OptionalInt.empty(),
                        Optional.empty(),
                        null,
                        null,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()),
                0,
                STAFF);
        catalogue.changeStock(reward, 1_000_000, STAFF);
        catalogue.publish(reward, STAFF);
        return reward;
    }
}
