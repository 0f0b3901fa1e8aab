package io.perennial.rewards;

import static io.perennial.rewards.Shelf.STAFF;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.perennial.membership.BilingualText;
import io.perennial.membership.MemberId;
import io.perennial.points.Points;
import io.perennial.rewards.RedeemReward.Outcome;
import io.perennial.rewards.RedeemReward.Redeeming;
import io.perennial.testing.SentStatements;
import io.perennial.testing.TurnableClock;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.joda.money.Money;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.CannotAcquireLockException;

@RewardsOnFakes
class RedeemRewardTests {

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
    private FakeStandings standings;

    @Autowired
    private HeardEvents events;

    @Autowired
    private TurnableClock clock;

    @Autowired
    private Shelf shelf;

    private MemberId member = MemberId.next();

    @BeforeEach
    void a_member_has_250_points() {
        clock.turnTo(TurnableClock.START);
        member = MemberId.next();
        points.give(member, 250);
        events.forget();
    }

    @AfterEach
    void nothing_happens_any_more() {
        points.onSpending(() -> {});
    }

    @Test
    void points_stock_and_code_go_together() {
        var reward = shelf.published(3, written -> written);

        var redeemed = redeemed(reward, "first");

        assertThat(redeemed.balance()).isEqualTo(Points.of(150));
        assertThat(redeemed.price()).isEqualTo(Points.of(100));
        assertThat(redeemed.name()).isEqualTo(reward.name());
        assertThat(redeemed.repeated()).isFalse();
        assertThat(points.of(member).points()).isEqualTo(Points.of(150));
        assertThat(listed(reward).left()).isEqualTo(2);
        assertThat(listed(reward).redeemed()).isEqualTo(1);
        var line = redemptions.byCode(redeemed.code()).orElseThrow();
        assertThat(line.id()).isEqualTo(redeemed.redemption());
        assertThat(line.status()).isEqualTo(RedemptionStatus.ORDERED);
        assertThat(events.of(RewardRedeemed.class))
                .containsExactly(
                        new RewardRedeemed(redeemed.redemption(), member, reward.id(), 100, TurnableClock.START));
    }

    @Test
    void the_same_key_is_answered_with_the_same_redemption() {
        var reward = shelf.published(3, written -> written.limit(1));
        var first = redeemed(reward, "once");

        var second = redeemed(reward, "once");

        assertThat(second.repeated()).isTrue();
        assertThat(second.redemption()).isEqualTo(first.redemption());
        assertThat(second.code()).isEqualTo(first.code());
        assertThat(second.balance()).isEqualTo(Points.of(150));
        assertThat(listed(reward).left()).isEqualTo(2);
        assertThat(events.of(RewardRedeemed.class)).hasSize(1);
    }

    @Test
    void the_same_key_is_answered_even_when_the_reward_is_gone() {
        var reward = shelf.published(1, written -> written);
        var first = redeemed(reward, "once");
        catalogue.withdraw(reward.id(), STAFF);

        assertThat(redeemed(reward, "once").redemption()).isEqualTo(first.redemption());
        assertThat(redeem(reward, "twice")).isEqualTo(new Outcome.NotAvailable());
    }

    @Test
    void the_same_key_for_another_reward_is_a_conflict() {
        var first = redeemed(shelf.published(1, written -> written), "once");

        assertThat(redeem(shelf.published(1, written -> written), "once"))
                .isEqualTo(new Outcome.Conflict(first.redemption()));
        assertThat(redeemReward.redeem(new Redeeming(member, RewardId.next(), "once")))
                .isEqualTo(new Outcome.Conflict(first.redemption()));
        assertThat(points.of(member).points()).isEqualTo(Points.of(150));
    }

    @Test
    void a_key_belongs_to_one_member() {
        var reward = shelf.published(2, written -> written);
        var first = redeemed(reward, "once");
        var other = MemberId.next();
        points.give(other, 100);

        var second = (Outcome.Redeemed) redeemReward.redeem(new Redeeming(other, reward.id(), "once"));

        assertThat(second.redemption()).isNotEqualTo(first.redemption());
        assertThat(second.code()).isNotEqualTo(first.code());
    }

    @Test
    void a_key_is_another_one_in_another_case() {
        var reward = shelf.published(2, written -> written);
        assertThat(redeemed(reward, "once").redemption())
                .isNotEqualTo(redeemed(reward, "ONCE").redemption());
    }

    @Test
    void what_is_unknown_a_draft_or_withdrawn_is_not_available() {
        var draft = shelf.draft(1, written -> written);
        var withdrawn = shelf.published(1, written -> written);
        catalogue.withdraw(withdrawn.id(), STAFF);

        assertThat(redeemReward.redeem(new Redeeming(member, RewardId.next(), "a")))
                .isEqualTo(new Outcome.NotAvailable());
        assertThat(redeem(draft, "b")).isEqualTo(new Outcome.NotAvailable());
        assertThat(redeem(withdrawn, "c")).isEqualTo(new Outcome.NotAvailable());
    }

    @Test
    void what_is_not_visible_yet_or_any_more_is_not_available() {
        var reward = shelf.published(
                2,
                written -> written.from(TurnableClock.START.plusSeconds(1)).until(TurnableClock.START.plusSeconds(2)));

        assertThat(redeem(reward, "early")).isEqualTo(new Outcome.NotAvailable());
        clock.turnTo(TurnableClock.START.plusSeconds(1));
        assertThat(redeem(reward, "now")).isInstanceOf(Outcome.Redeemed.class);
        clock.turnTo(TurnableClock.START.plusSeconds(2));
        assertThat(redeem(reward, "late")).isEqualTo(new Outcome.NotAvailable());
    }

    @Test
    void what_is_sold_out_costs_nothing() {
        var reward = shelf.published(0, written -> written);

        assertThat(redeem(reward, "a")).isEqualTo(new Outcome.SoldOut());
        assertThat(points.of(member).points()).isEqualTo(Points.of(250));
    }

    @Test
    void the_limit_holds_and_a_cancelled_one_does_not_count() {
        var reward = shelf.published(5, written -> written.limit(1));
        var first = redeemed(reward, "a");

        assertThat(redeem(reward, "b")).isEqualTo(new Outcome.LimitReached(1));
        settling.cancel(first.redemption(), "changed her mind", STAFF);
        assertThat(redeem(reward, "c")).isInstanceOf(Outcome.Redeemed.class);
        assertThat(redeem(reward, "d")).isEqualTo(new Outcome.LimitReached(1));
        assertThat(listed(reward).left()).isEqualTo(4);
    }

    @Test
    void a_limit_that_comes_later_counts_what_was_redeemed_before() {
        var reward = shelf.published(5, written -> written);
        redeemed(reward, "a");
        var version = listed(reward).version();
        catalogue.save(rewritten(reward, written -> written.limit(1)), version, STAFF);

        assertThat(redeem(reward, "b")).isEqualTo(new Outcome.LimitReached(1));
    }

    @Test
    void a_tier_opens_what_it_reaches() {
        var reward = shelf.published(5, written -> written.tier("vip"));

        assertThat(redeem(reward, "stranger")).isEqualTo(new Outcome.TierTooLow("vip"));
        standings.put(member, 999);
        assertThat(redeem(reward, "member")).isEqualTo(new Outcome.TierTooLow("vip"));
        standings.put(member, 1_000);
        assertThat(redeem(reward, "vip")).isInstanceOf(Outcome.Redeemed.class);
        standings.put(member, 10_000);
        assertThat(redeem(reward, "black")).isInstanceOf(Outcome.Redeemed.class);
    }

    @Test
    void too_few_points_leave_everything_as_it_was() {
        var reward = shelf.published(1, written -> written.price(251).limit(1));

        assertThat(redeem(reward, "a")).isEqualTo(new Outcome.NotEnoughPoints(Points.of(250), Points.of(1)));

        nothing_happened_to(reward, 1);
        points.give(member, 1);
        assertThat(redeem(reward, "a")).isInstanceOf(Outcome.Redeemed.class);
    }

    @Test
    void a_frozen_member_may_not_spend() {
        var reward = shelf.published(1, written -> written);
        points.freeze(member);

        assertThat(redeem(reward, "a")).isEqualTo(new Outcome.MayNotSpend());
        nothing_happened_to(reward, 1);
    }

    @Test
    void stock_that_went_meanwhile_takes_everything_back() {
        var reward = shelf.published(1, written -> written);
        points.onSpending(() -> CompletableFuture.runAsync(() -> catalogue.changeStock(reward.id(), -1, STAFF))
                .join());

        assertThat(redeem(reward, "a")).isEqualTo(new Outcome.SoldOut());
        nothing_happened_to(reward, 0);
    }

    @Test
    void a_failure_after_the_stock_was_drawn_leaves_everything_as_it_was() {
        var reward = shelf.published(1, written -> written.limit(1));

        events.whileCommitsFail(() -> assertThatIllegalStateException()
                .isThrownBy(() -> redeem(reward, "a"))
                .withMessage("the power went out"));

        nothing_happened_to(reward, 1);
        assertThat(redeem(reward, "a")).isInstanceOf(Outcome.Redeemed.class);
    }

    @Test
    void the_victim_of_a_deadlock_is_tried_again_from_the_beginning() {
        var reward = shelf.published(2, written -> written.limit(1));
        var attempts = new AtomicInteger();
        points.onSpending(() -> {
            if (attempts.incrementAndGet() < 3) {
                throw new CannotAcquireLockException("Deadlock found when trying to get lock");
            }
        });

        assertThat(redeem(reward, "a")).isInstanceOf(Outcome.Redeemed.class);

        assertThat(attempts).hasValue(3);
        assertThat(listed(reward).left()).isEqualTo(1);
        assertThat(points.of(member).points()).isEqualTo(Points.of(150));
        assertThat(events.of(RewardRedeemed.class)).hasSize(1);
    }

    @Test
    void a_redemption_keeps_what_the_reward_was() {
        var reward = shelf.published(2, written -> written.takingOff("CNY 20.00"));
        var redeemed = redeemed(reward, "a");
        var version = listed(reward).version();
        catalogue.save(
                rewritten(
                        reward, written -> written.named("大杯", "Mug").price(200).takingOff("CNY 5.00")),
                version,
                STAFF);

        var line = redemptions.find(redeemed.redemption()).orElseThrow();
        assertThat(line.name()).isEqualTo(new BilingualText("咖啡杯", "Coffee cup"));
        assertThat(line.price()).isEqualTo(Points.of(100));
        assertThat(line.kind()).isEqualTo(RewardKind.COUPON);
        assertThat(line.cashOff()).contains(Money.parse("CNY 20.00"));
        assertThat(redeem(reward, "b")).isEqualTo(new Outcome.NotEnoughPoints(Points.of(150), Points.of(50)));
    }

    @Test
    void sends_no_more_statements_than_it_must() throws Exception {
        var reward = shelf.published(9, written -> written.limit(2).price(1));

        assertThat(SentStatements.during(() -> redeemed(reward, "first"))).hasSize(4);
        assertThat(SentStatements.during(() -> redeemed(reward, "second"))).hasSize(4);
        assertThat(SentStatements.during(() -> redeemed(reward, "second"))).hasSize(1);
        assertThat(SentStatements.during(() -> redeem(reward, "third"))).hasSize(1);
    }

    private Outcome redeem(Reward reward, String key) {
        return redeemReward.redeem(new Redeeming(member, reward.id(), key));
    }

    private Outcome.Redeemed redeemed(Reward reward, String key) {
        var outcome = redeem(reward, key);
        assertThat(outcome).isInstanceOf(Outcome.Redeemed.class);
        return (Outcome.Redeemed) outcome;
    }

    private EditCatalogue.Listed listed(Reward reward) {
        return catalogue.find(reward.id()).orElseThrow();
    }

    private static Reward rewritten(Reward reward, UnaryOperator<Shelf.Written> written) {
        return written.apply(new Shelf.Written().as(reward.id())).reward();
    }

    private void nothing_happened_to(Reward reward, long left) {
        assertThat(points.of(member).points()).isEqualTo(Points.of(250));
        assertThat(listed(reward).left()).isEqualTo(left);
        assertThat(listed(reward).redeemed()).isZero();
        assertThat(redemptions.of(member, Optional.empty(), 10).lines()).isEmpty();
        assertThat(events.of(RewardRedeemed.class)).isEmpty();
    }
}
