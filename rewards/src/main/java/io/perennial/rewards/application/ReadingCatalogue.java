package io.perennial.rewards.application;

import io.perennial.membership.MemberId;
import io.perennial.membership.Standing;
import io.perennial.points.Points;
import io.perennial.points.ReadBalance;
import io.perennial.rewards.ReadCatalogue;
import io.perennial.rewards.RewardId;
import io.perennial.rewards.domain.OnShelf;
import io.perennial.rewards.domain.Rewards;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

@Component
class ReadingCatalogue implements ReadCatalogue {

    private final Rewards rewards;
    private final ReadBalance balances;
    private final CheckingTiers tiers;
    private final Clock clock;

    ReadingCatalogue(Rewards rewards, ReadBalance balances, CheckingTiers tiers, Clock clock) {
        this.rewards = rewards;
        this.balances = balances;
        this.tiers = tiers;
        this.clock = clock;
    }

    @Override
    public List<Offer> offers(MemberId member) {
        return offers(member, rewards.visible(member, clock.instant()));
    }

    @Override
    public Optional<Offer> offer(MemberId member, RewardId reward) {
        var found = rewards.visible(member, reward, clock.instant()).stream().toList();
        return offers(member, found).stream().findFirst();
    }

    @Override
    public boolean isOver(RewardId reward) {
        return rewards.find(reward)
                .map(listed -> switch (listed.status()) {
                    case DRAFT -> false;
                    case WITHDRAWN -> true;
                    case PUBLISHED -> {
                        var until = listed.reward().visibleUntil();
                        yield until != null && !until.isAfter(clock.instant());
                    }
                })
                .orElse(false);
    }

    /** From memory, unless how many of it the member has decides. */
    @Override
    public Optional<Offer> nextGoal(Standing standing, Points balance) {
        var now = clock.instant();
        var goal = nextGoal(
                standing,
                balance,
                rewards.published().stream()
                        .filter(found -> found.reward().visibleAt(now))
                        .toList());
        return goal.filter(offer -> offer.reward().memberLimit().isPresent()).isPresent()
                ? nextGoal(standing, balance, rewards.visible(standing.member(), now))
                : goal;
    }

    private Optional<Offer> nextGoal(Standing standing, Points balance, List<OnShelf> shelf) {
        var member = standing.member();
        var allowed =
                tiers.allowedTo(standing, shelf.stream().map(OnShelf::reward).toList());
        return shelf.stream()
                .map(found -> offer(found, allowed.test(member, found.reward()), balance))
                .filter(offer -> offer.availability() == Availability.NOT_ENOUGH_POINTS)
                .findFirst();
    }

    private List<Offer> offers(MemberId member, List<OnShelf> shelf) {
        if (shelf.isEmpty()) {
            return List.of();
        }
        var balance = balances.of(List.of(member)).getOrDefault(member, Points.NONE);
        var allowed = tiers.allowedTo(
                List.of(member), shelf.stream().map(OnShelf::reward).toList());
        return shelf.stream()
                .map(found -> offer(found, allowed.test(member, found.reward()), balance))
                .toList();
    }

    private static Offer offer(OnShelf found, boolean allowed, Points balance) {
        return new Offer(found.reward(), found.left(), found.missing(balance), found.availability(allowed, balance));
    }
}
