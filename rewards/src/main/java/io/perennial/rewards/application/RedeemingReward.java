package io.perennial.rewards.application;

import io.perennial.points.Points;
import io.perennial.points.ReadBalance;
import io.perennial.points.SpendPoints;
import io.perennial.points.SpendPoints.Spending;
import io.perennial.rewards.RedeemReward;
import io.perennial.rewards.RewardRedeemed;
import io.perennial.rewards.domain.Allowances;
import io.perennial.rewards.domain.OnShelf;
import io.perennial.rewards.domain.Redemption;
import io.perennial.rewards.domain.RedemptionCode;
import io.perennial.rewards.domain.Redemptions;
import io.perennial.rewards.domain.Stocks;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.interceptor.TransactionAspectSupport;

/**
 * First a look without locks, which answers most refusals; then the key, the member's allowance and points, which only this
 * member waits for; last the stock, which everybody waits for.
 */
@Component
class RedeemingReward implements RedeemReward {

    private final Redemptions redemptions;
    private final Allowances allowances;
    private final Stocks stocks;
    private final CheckingTiers tiers;
    private final SpendPoints points;
    private final ReadBalance balances;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final RandomGenerator random = new SecureRandom();

    RedeemingReward(
            Redemptions redemptions,
            Allowances allowances,
            Stocks stocks,
            CheckingTiers tiers,
            SpendPoints points,
            ReadBalance balances,
            ApplicationEventPublisher events,
            Clock clock) {
        this.redemptions = redemptions;
        this.allowances = allowances;
        this.stocks = stocks;
        this.tiers = tiers;
        this.points = points;
        this.balances = balances;
        this.events = events;
        this.clock = clock;
    }

    @Override
    @RetriedOnContention
    @Transactional
    public Outcome redeem(Redeeming redeeming) {
        var now = clock.instant();
        var request = redemptions.request(redeeming.member(), redeeming.reward(), redeeming.key());
        if (request.earlier().isPresent()) {
            return again(request.earlier().get(), redeeming);
        }
        var offered = request.offered().filter(found -> found.reward().visibleAt(now));
        if (offered.isEmpty()) {
            return new Outcome.NotAvailable();
        }
        return refusal(offered.get(), redeeming).orElseGet(() -> redeem(offered.get(), redeeming, now));
    }

    private Outcome again(Redemption earlier, Redeeming redeeming) {
        if (!earlier.reward().equals(redeeming.reward())) {
            return new Outcome.Conflict(earlier.id());
        }
        var balance = balances.of(List.of(earlier.member())).getOrDefault(earlier.member(), Points.NONE);
        return redeemed(earlier, balance, true);
    }

    private Optional<Outcome> refusal(OnShelf offered, Redeeming redeeming) {
        var reward = offered.reward();
        if (offered.soldOut()) {
            return Optional.of(new Outcome.SoldOut());
        }
        if (!tiers.allowedTo(redeeming.member(), List.of(reward)).test(reward)) {
            return Optional.of(new Outcome.TierTooLow(reward.tierCode().orElseThrow()));
        }
        if (offered.limitReached()) {
            return Optional.of(limitReached(offered));
        }
        return Optional.empty();
    }

    private Outcome redeem(OnShelf offered, Redeeming redeeming, Instant now) {
        var code = RedemptionCode.drawnBy(random);
        var redemption = Redemption.of(offered.reward(), redeeming.member(), redeeming.key(), code, now);
        redemptions.add(redemption);
        if (!allowances.take(redemption.member(), offered)) {
            return undone(limitReached(offered));
        }
        var spending =
                new Spending(redemption.member(), redemption.price(), redemption.spendingKey(), redemption.name());
        return switch (points.spend(spending)) {
            case SpendPoints.Outcome.Spent spent -> drawn(redemption, spent.balance(), now);
            case SpendPoints.Outcome.NotEnough(var balance, var missing) ->
                undone(new Outcome.NotEnoughPoints(balance, missing));
            case SpendPoints.Outcome.MayNotSpend _ -> undone(new Outcome.MayNotSpend());
            case SpendPoints.Outcome.Conflict _ ->
                throw new IllegalStateException(
                        "points were spent on a redemption that did not exist: " + redemption.id());
        };
    }

    private Outcome drawn(Redemption redemption, Points balance, Instant now) {
        events.publishEvent(new RewardRedeemed(
                redemption.id(),
                redemption.member(),
                redemption.reward(),
                redemption.price().value(),
                now));
        if (!stocks.draw(redemption.reward())) {
            return undone(new Outcome.SoldOut());
        }
        return redeemed(redemption, balance, false);
    }

    private static Outcome redeemed(Redemption redemption, Points balance, boolean repeated) {
        return new Outcome.Redeemed(
                redemption.id(),
                redemption.reward(),
                redemption.name(),
                redemption.code().toString(),
                redemption.price(),
                balance,
                repeated);
    }

    private static Outcome limitReached(OnShelf offered) {
        return new Outcome.LimitReached(offered.reward().memberLimit().orElseThrow());
    }

    /** A refusal after something was changed takes all of it back. */
    private static Outcome undone(Outcome refusal) {
        TransactionAspectSupport.currentTransactionStatus().setRollbackOnly();
        return refusal;
    }
}
