package io.perennial.rewards.application;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingInt;

import io.perennial.membership.MemberId;
import io.perennial.points.Points;
import io.perennial.points.ReadBalance;
import io.perennial.points.SpendPoints;
import io.perennial.points.SpendPoints.Spending;
import io.perennial.rewards.RedeemReward.Outcome;
import io.perennial.rewards.RedeemReward.Redeeming;
import io.perennial.rewards.Reward;
import io.perennial.rewards.RewardId;
import io.perennial.rewards.RewardRedeemed;
import io.perennial.rewards.domain.Allowances;
import io.perennial.rewards.domain.Allowances.Taking;
import io.perennial.rewards.domain.OnShelf;
import io.perennial.rewards.domain.Redemption;
import io.perennial.rewards.domain.RedemptionCode;
import io.perennial.rewards.domain.Redemptions;
import io.perennial.rewards.domain.Redemptions.Request;
import io.perennial.rewards.domain.Stocks;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.interceptor.TransactionAspectSupport;

/**
 * Redeems for one or several in one transaction. First a look without locks, which answers most refusals; then the keys, the
 * members' allowances and points, which only these members wait for; last the stock, which everybody waits for.
 *
 * <p>What the look could not see – somebody took the last piece, the same key came twice – undoes the transaction. One is
 * refused then; of several nothing is decided, and each is to be served alone.
 */
@Component
class ServingTogether {

    private final Redemptions redemptions;
    private final Allowances allowances;
    private final Stocks stocks;
    private final CheckingTiers tiers;
    private final SpendPoints points;
    private final ReadBalance balances;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final RandomGenerator random = new SecureRandom();

    ServingTogether(
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

    @RetriedOnContention
    @Transactional
    public Outcome serveOne(Redeeming redeeming) {
        try {
            return serve(List.of(redeeming)).getFirst();
        } catch (Unforeseen e) {
            TransactionAspectSupport.currentTransactionStatus().setRollbackOnly();
            return e.refusal;
        }
    }

    /** @throws RuntimeException when they cannot be served together; nothing has happened then */
    @Transactional
    public List<Outcome> serveAll(List<Redeeming> redeemings) {
        return serve(redeemings);
    }

    private List<Outcome> serve(List<Redeeming> redeemings) {
        var now = clock.instant();
        var requests = redemptions.requests(redeemings);
        var shelf = requests.stream()
                .flatMap(request -> request.offered().stream())
                .map(OnShelf::reward)
                .toList();
        var members = redeemings.stream().map(Redeeming::member).toList();
        var allowed = tiers.allowedTo(members, shelf);
        var outcomes = new ArrayList<@Nullable Outcome>();
        var taken = new HashMap<Integer, Taking>();
        for (int i = 0; i < redeemings.size(); i++) {
            var refusal = refusal(redeemings.get(i), requests.get(i), allowed, now);
            outcomes.add(refusal);
            if (refusal == null) {
                taken.put(
                        i, new Taking(members.get(i), requests.get(i).offered().orElseThrow()));
            }
        }
        redeem(redeemings, taken, now).forEach(outcomes::set);
        return outcomes.stream().map(Objects::requireNonNull).toList();
    }

    private @Nullable Outcome refusal(
            Redeeming redeeming, Request request, BiPredicate<MemberId, Reward> allowed, Instant now) {
        if (request.earlier().isPresent()) {
            return again(request.earlier().get(), redeeming);
        }
        var offered = request.offered().filter(found -> found.reward().visibleAt(now));
        if (offered.isEmpty()) {
            return new Outcome.NotAvailable();
        }
        var reward = offered.get().reward();
        if (offered.get().soldOut()) {
            return new Outcome.SoldOut();
        }
        if (!allowed.test(redeeming.member(), reward)) {
            return new Outcome.TierTooLow(reward.tierCode().orElseThrow());
        }
        return offered.get().limitReached() ? limitReached(reward) : null;
    }

    private Outcome again(Redemption earlier, Redeeming redeeming) {
        if (!earlier.reward().equals(redeeming.reward())) {
            return new Outcome.Conflict(earlier.id());
        }
        var balance = balances.of(List.of(earlier.member())).getOrDefault(earlier.member(), Points.NONE);
        return redeemed(earlier, balance, true);
    }

    /** By their place among those who asked. */
    private Map<Integer, Outcome> redeem(List<Redeeming> redeemings, Map<Integer, Taking> taken, Instant now) {
        var outcomes = new HashMap<Integer, Outcome>();
        var ordered = new TreeMap<Integer, Redemption>();
        taken.forEach((place, taking) -> {
            var key = redeemings.get(place).key();
            var code = RedemptionCode.drawnBy(random);
            ordered.put(place, Redemption.of(taking.offered().reward(), taking.member(), key, code, now));
        });
        if (redeemings.size() > 1) {
            refuseThePoor(ordered).forEach((place, refusal) -> {
                ordered.remove(place);
                outcomes.put(place, refusal);
            });
        }
        if (ordered.isEmpty()) {
            return outcomes;
        }
        redemptions.add(List.copyOf(ordered.values()));
        var takings = ordered.keySet().stream()
                .map(place -> Objects.requireNonNull(taken.get(place)))
                .toList();
        if (!allowances.take(takings)) {
            var limited = takings.stream()
                    .map(taking -> taking.offered().reward())
                    .filter(reward -> reward.memberLimit().isPresent())
                    .findFirst();
            throw new Unforeseen(limitReached(limited.orElseThrow()));
        }
        var spent = spend(List.copyOf(ordered.values())).iterator();
        ordered.forEach((place, redemption) -> {
            events.publishEvent(new RewardRedeemed(
                    redemption.id(),
                    redemption.member(),
                    redemption.reward(),
                    redemption.price().value(),
                    now));
            outcomes.put(place, redeemed(redemption, spent.next().balance(), false));
        });
        var pieces = ordered.values().stream()
                .collect(groupingBy(
                        Redemption::reward, () -> new TreeMap<>(comparing(RewardId::value)), summingInt(_ -> 1)));
        if (!stocks.draw(pieces)) {
            throw new Unforeseen(new Outcome.SoldOut());
        }
        return outcomes;
    }

    /** Alone, one learns that from the attempt to spend; among several that would undo what the others do. */
    private Map<Integer, Outcome> refuseThePoor(Map<Integer, Redemption> ordered) {
        var members =
                ordered.values().stream().map(Redemption::member).distinct().toList();
        var have = members.isEmpty() ? Map.<MemberId, Points>of() : balances.of(members);
        var refused = new HashMap<Integer, Outcome>();
        ordered.forEach((place, redemption) -> {
            var balance = have.getOrDefault(redemption.member(), Points.NONE);
            if (!balance.covers(redemption.price())) {
                refused.put(
                        place,
                        new Outcome.NotEnoughPoints(balance, redemption.price().minus(balance)));
            }
        });
        return refused;
    }

    private List<SpendPoints.Outcome.Spent> spend(List<Redemption> ordered) {
        var spendings = ordered.stream()
                .map(each -> new Spending(each.member(), each.price(), each.spendingKey(), each.name()))
                .toList();
        return points.spend(spendings).stream()
                .map(outcome -> switch (outcome) {
                    case SpendPoints.Outcome.Spent spent -> spent;
                    case SpendPoints.Outcome.NotEnough(var balance, var missing) ->
                        throw new Unforeseen(new Outcome.NotEnoughPoints(balance, missing));
                    case SpendPoints.Outcome.MayNotSpend _ -> throw new Unforeseen(new Outcome.MayNotSpend());
                    case SpendPoints.Outcome.Conflict _ ->
                        throw new IllegalStateException("points were spent on a redemption that did not exist");
                })
                .toList();
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

    private static Outcome limitReached(Reward reward) {
        return new Outcome.LimitReached(reward.memberLimit().orElseThrow());
    }

    /** What is written already must be taken back. Caught here for one; several fall apart by it. */
    private static final class Unforeseen extends RuntimeException {

        private final Outcome refusal;

        Unforeseen(Outcome refusal) {
            super(refusal.toString(), null, false, false);
            this.refusal = refusal;
        }
    }
}
