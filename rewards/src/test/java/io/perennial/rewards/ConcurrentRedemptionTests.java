package io.perennial.rewards;

import static io.perennial.rewards.Shelf.STAFF;
import static io.perennial.rewards.adapter.jooq.generated.tables.RewardsAllowance.REWARDS_ALLOWANCE;
import static io.perennial.rewards.adapter.jooq.generated.tables.RewardsStock.REWARDS_STOCK;
import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.membership.MemberId;
import io.perennial.points.Points;
import io.perennial.rewards.RedeemReward.Outcome;
import io.perennial.rewards.RedeemReward.Redeeming;
import io.perennial.testing.TestDatabase;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jooq.exception.DataAccessException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@RewardsOnFakes
class ConcurrentRedemptionTests {

    @Autowired
    private RedeemReward redeemReward;

    @Autowired
    private EditCatalogue catalogue;

    @Autowired
    private ReadRedemptions redemptions;

    @Autowired
    private SettleRedemption settling;

    @Autowired
    private FakePoints points;

    @Autowired
    private HeardEvents events;

    @Autowired
    private RecordedChanges changes;

    @Autowired
    private Shelf shelf;

    @AfterEach
    void nothing_happens_any_more() {
        points.onSpending(() -> {});
    }

    @Test
    void two_members_never_get_the_last_piece() throws Exception {
        var reward = shelf.published(0, written -> written);
        for (var round = 1; round <= 100; round++) {
            catalogue.changeStock(reward.id(), 1, STAFF);

            var outcomes = AtOnce.by(2, _ -> redeem(memberWith(100), reward, "a"));

            assertThat(redeemed(outcomes)).as("round %d", round).hasSize(1);
            assertThat(outcomes).contains(new Outcome.SoldOut());
            assertThat(listed(reward).left()).isZero();
            assertThat(listed(reward).redeemed()).isEqualTo(round);
        }
    }

    @Test
    void fifty_members_get_ten_pieces() throws Exception {
        var reward = shelf.published(10, written -> written);

        var outcomes = AtOnce.by(50, _ -> redeem(memberWith(100), reward, "a"));

        assertThat(redeemed(outcomes)).hasSize(10);
        assertThat(outcomes.stream().filter(new Outcome.SoldOut()::equals)).hasSize(40);
        assertThat(listed(reward).left()).isZero();
        assertThat(listed(reward).redeemed()).isEqualTo(10);
        assertThat(redemptions.all(Optional.empty(), Optional.empty(), 200).lines())
                .hasSize(10)
                .extracting(ReadRedemptions.Line::code)
                .doesNotHaveDuplicates();
    }

    @Test
    void fifty_clicks_with_one_key_are_one_redemption() throws Exception {
        var member = memberWith(500);
        var reward = shelf.published(10, written -> written);
        events.forget();

        var outcomes = AtOnce.by(50, _ -> redeem(member, reward, "click"));

        var redeemed = redeemed(outcomes);
        assertThat(redeemed).hasSize(50);
        assertThat(redeemed.stream().map(Outcome.Redeemed::redemption).distinct())
                .hasSize(1);
        assertThat(redeemed.stream().map(Outcome.Redeemed::code).distinct()).hasSize(1);
        assertThat(redeemed.stream().map(Outcome.Redeemed::balance)).containsOnly(Points.of(400));
        assertThat(redeemed.stream().filter(each -> !each.repeated())).hasSize(1);
        assertThat(points.of(member).points()).isEqualTo(Points.of(400));
        assertThat(listed(reward).left()).isEqualTo(9);
        assertThat(events.of(RewardRedeemed.class)).hasSize(1);
    }

    @Test
    void fifty_clicks_with_one_key_and_too_few_points_are_all_refused() throws Exception {
        var member = memberWith(99);
        var reward = shelf.published(10, written -> written);

        var outcomes = AtOnce.by(50, _ -> redeem(member, reward, "click"));

        assertThat(outcomes).containsOnly(new Outcome.NotEnoughPoints(Points.of(99), Points.of(1)));
        assertThat(listed(reward).left()).isEqualTo(10);
    }

    @Test
    void points_for_three_buy_three() throws Exception {
        var member = memberWith(399);
        var reward = shelf.published(100, written -> written);

        var outcomes = AtOnce.by(50, number -> redeem(member, reward, "key-" + number));

        assertThat(redeemed(outcomes)).hasSize(3);
        assertThat(points.of(member).points()).isEqualTo(Points.of(99));
        assertThat(listed(reward).left()).isEqualTo(97);
        assertThat(redemptions.of(member, Optional.empty(), 200).lines()).hasSize(3);
    }

    @Test
    void a_limit_of_one_is_one_however_many_ask() throws Exception {
        for (var round = 0; round < 20; round++) {
            var member = memberWith(10_000);
            var reward = shelf.published(100, written -> written.limit(1));

            var outcomes = AtOnce.by(20, number -> redeem(member, reward, "key-" + number));

            assertThat(redeemed(outcomes)).hasSize(1);
            assertThat(outcomes).contains(new Outcome.LimitReached(1));
            assertThat(listed(reward).left()).isEqualTo(99);
            assertThat(points.of(member).points()).isEqualTo(Points.of(9_900));
        }
    }

    @Test
    void two_clicks_on_cancel_give_back_once() throws Exception {
        for (var round = 0; round < 20; round++) {
            var member = memberWith(100);
            var reward = shelf.published(1, written -> written.limit(1));
            var redemption = ((Outcome.Redeemed) redeem(member, reward, "a")).redemption();
            events.forget();

            var outcomes = AtOnce.by(2, _ -> settling.cancel(redemption, "broken", STAFF));

            assertThat(outcomes)
                    .containsExactlyInAnyOrder(
                            new SettleRedemption.Outcome.Cancelled(Points.of(100)),
                            new SettleRedemption.Outcome.Already(RedemptionStatus.CANCELLED));
            assertThat(points.of(member).points()).isEqualTo(Points.of(100));
            assertThat(listed(reward).left()).isEqualTo(1);
            assertThat(changes.of(redemption)).hasSize(1);
            assertThat(events.of(RedemptionCancelled.class)).hasSize(1);
            assertThat(redeem(member, reward, "b")).isInstanceOf(Outcome.Redeemed.class);
        }
    }

    @Test
    void cancelling_and_handing_over_at_once_does_one_of_them() throws Exception {
        for (var round = 0; round < 20; round++) {
            var member = memberWith(100);
            var reward = shelf.published(1, written -> written);
            var redemption = ((Outcome.Redeemed) redeem(member, reward, "a")).redemption();

            var outcomes = AtOnce.by(
                    2,
                    number -> number == 0
                            ? settling.cancel(redemption, "broken", STAFF)
                            : settling.handOver(redemption, STAFF));

            var cancelled = redemptions.find(redemption).orElseThrow().status() == RedemptionStatus.CANCELLED;
            assertThat(outcomes.stream().filter(SettleRedemption.Outcome.Already.class::isInstance))
                    .hasSize(1);
            assertThat(points.of(member).points()).isEqualTo(cancelled ? Points.of(100) : Points.NONE);
            assertThat(listed(reward).left()).isEqualTo(cancelled ? 1 : 0);
        }
    }

    @Test
    void redeeming_and_cancelling_all_at_once_leaves_no_piece_over_and_none_missing() throws Exception {
        var reward = shelf.published(20, written -> written.limit(3));
        var members = IntStream.range(0, 5).mapToObj(_ -> memberWith(1_000)).toList();

        AtOnce.by(60, number -> {
            var outcome = redeem(members.get(number % 5), reward, "key-" + number);
            if (outcome instanceof Outcome.Redeemed redeemed && number % 2 == 0) {
                settling.cancel(redeemed.redemption(), "round trip", STAFF);
            }
            return outcome;
        });

        var ordered = redemptions
                .all(Optional.of(RedemptionStatus.ORDERED), Optional.empty(), 200)
                .lines();
        assertThat(listed(reward).redeemed()).isEqualTo(ordered.size());
        assertThat(listed(reward).left()).isEqualTo(20 - ordered.size());
        for (var member : members) {
            var owned = ordered.stream()
                    .filter(line -> line.member().equals(member))
                    .count();
            assertThat(owned).isLessThanOrEqualTo(3);
            assertThat(points.of(member).points()).isEqualTo(Points.of(1_000 - 100 * owned));
        }
    }

    @Test
    void stock_added_and_taken_by_many_staff_adds_up() throws Exception {
        var reward = shelf.published(50, written -> written);

        AtOnce.by(40, number -> catalogue.changeStock(reward.id(), number % 2 == 0 ? 3 : -1, STAFF));

        assertThat(listed(reward).left()).isEqualTo(50 + 20 * 3 - 20);
    }

    @Test
    void two_editors_of_one_version_do_not_overwrite_each_other() throws Exception {
        var reward = shelf.draft(0, written -> written);

        var outcomes = AtOnce.by(
                2,
                number -> catalogue.save(
                        new Shelf.Written().as(reward.id()).price(10 + number).reward(), 1, STAFF));

        assertThat(outcomes)
                .containsExactlyInAnyOrder(
                        new EditCatalogue.Outcome.Saved(2), new EditCatalogue.Outcome.ChangedMeanwhile());
    }

    @Test
    void a_double_click_on_a_new_reward_makes_one() throws Exception {
        var reward = new Shelf.Written().reward();

        var outcomes = AtOnce.by(8, _ -> catalogue.save(reward, 0, STAFF));

        assertThat(outcomes.stream().filter(new EditCatalogue.Outcome.Saved(1)::equals))
                .hasSize(1);
        assertThat(outcomes.stream().filter(new EditCatalogue.Outcome.ChangedMeanwhile()::equals))
                .hasSize(7);
    }

    /** A stranger holds the stock's row, the redemption the member's allowance, and each wants the other's. */
    @Test
    void a_real_deadlock_is_survived() throws Exception {
        var member = memberWith(200);
        var reward = shelf.published(5, written -> written);
        redeem(member, reward, "before");
        var stockTaken = new CountDownLatch(1);
        var allowanceTaken = new CountDownLatch(1);
        var attempts = new AtomicInteger();
        points.onSpending(() -> {
            attempts.incrementAndGet();
            allowanceTaken.countDown();
        });

        var outcomes = AtOnce.by(2, number -> {
            if (number == 0) {
                return deadlock(member, reward, stockTaken, allowanceTaken);
            }
            await(stockTaken);
            return redeem(member, reward, "a");
        });

        assertThat(outcomes.get(1)).isInstanceOf(Outcome.Redeemed.class);
        assertThat(attempts).as("the redemption was the victim").hasValue(2);
        assertThat(listed(reward).left()).isEqualTo(3);
        assertThat(points.of(member).points()).isEqualTo(Points.NONE);
    }

    /** It has written much, so that the database takes the other one as the victim. */
    private static String deadlock(
            MemberId member, Reward reward, CountDownLatch stockTaken, CountDownLatch allowanceTaken) {
        try {
            TestDatabase.get().dsl().transaction(transaction -> {
                var dsl = transaction.dsl();
                var much = dsl.insertInto(
                        REWARDS_ALLOWANCE,
                        REWARDS_ALLOWANCE.MEMBER_ID,
                        REWARDS_ALLOWANCE.REWARD_ID,
                        REWARDS_ALLOWANCE.TAKEN);
                for (var allowance = 0; allowance < 500; allowance++) {
                    much = much.values(UUID.randomUUID(), UUID.randomUUID(), 0);
                }
                much.execute();
                dsl.selectFrom(REWARDS_STOCK)
                        .where(REWARDS_STOCK.REWARD_ID.eq(reward.id().value()))
                        .forUpdate()
                        .fetch();
                stockTaken.countDown();
                await(allowanceTaken);
                dsl.selectFrom(REWARDS_ALLOWANCE)
                        .where(REWARDS_ALLOWANCE.MEMBER_ID.eq(member.value()))
                        .and(REWARDS_ALLOWANCE.REWARD_ID.eq(reward.id().value()))
                        .forUpdate()
                        .fetch();
            });
            return "had both";
        } catch (DataAccessException victim) {
            return "was the victim";
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private MemberId memberWith(long balance) {
        var member = MemberId.next();
        points.give(member, balance);
        return member;
    }

    private Outcome redeem(MemberId member, Reward reward, String key) {
        return redeemReward.redeem(new Redeeming(member, reward.id(), key));
    }

    private EditCatalogue.Listed listed(Reward reward) {
        return catalogue.find(reward.id()).orElseThrow();
    }

    private static List<Outcome.Redeemed> redeemed(List<Outcome> outcomes) {
        return outcomes.stream()
                .filter(Outcome.Redeemed.class::isInstance)
                .map(Outcome.Redeemed.class::cast)
                .toList();
    }
}
