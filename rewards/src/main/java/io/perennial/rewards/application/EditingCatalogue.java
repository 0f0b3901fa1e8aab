package io.perennial.rewards.application;

import io.perennial.membership.KeepPictures;
import io.perennial.membership.ReadLadder;
import io.perennial.membership.RecordChange;
import io.perennial.membership.RecordChange.Change;
import io.perennial.membership.StaffId;
import io.perennial.rewards.EditCatalogue;
import io.perennial.rewards.Reward;
import io.perennial.rewards.RewardId;
import io.perennial.rewards.RewardPublished;
import io.perennial.rewards.RewardWithdrawn;
import io.perennial.rewards.domain.Rewards;
import io.perennial.rewards.domain.Stocks;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

@Component
class EditingCatalogue implements EditCatalogue {

    private final Rewards rewards;
    private final Stocks stocks;
    private final KeepPictures pictures;
    private final ReadLadder ladders;
    private final RecordChange audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    EditingCatalogue(
            Rewards rewards,
            Stocks stocks,
            KeepPictures pictures,
            ReadLadder ladders,
            RecordChange audit,
            ApplicationEventPublisher events,
            Clock clock) {
        this.rewards = rewards;
        this.stocks = stocks;
        this.pictures = pictures;
        this.ladders = ladders;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public List<Listed> rewards() {
        return rewards.all();
    }

    @Override
    public Optional<Listed> find(RewardId reward) {
        return rewards.find(reward);
    }

    @Override
    @RetriedOnContention
    @Transactional
    public Outcome save(Reward reward, int version, StaffId by) {
        var stored = rewards.lock(reward.id());
        if (stored.isEmpty() && version != 0) {
            return new Outcome.UnknownReward();
        }
        if (stored.isPresent() && stored.get().version() != version) {
            return new Outcome.ChangedMeanwhile();
        }
        var dangling = danglingIn(reward);
        if (dangling.isPresent()) {
            return dangling.get();
        }
        return stored.isEmpty() ? create(reward, by) : rewrite(stored.get(), reward, by);
    }

    private Optional<Outcome> danglingIn(Reward reward) {
        var tier = reward.tierCode();
        if (tier.isPresent() && ladders.ladder().find(tier.get()).isEmpty()) {
            return Optional.of(new Outcome.UnknownTier(tier.get()));
        }
        if (reward.picture().isPresent() && !pictures.isKept(reward.picture().get())) {
            return Optional.of(new Outcome.UnknownPicture());
        }
        return Optional.empty();
    }

    private Outcome create(Reward reward, StaffId by) {
        rewards.add(reward, clock.instant());
        stocks.open(reward.id());
        record(by, "reward.created", reward.id(), null, DescribingChanges.json(reward, Status.DRAFT));
        return new Outcome.Saved(1);
    }

    private Outcome rewrite(Listed stored, Reward reward, StaffId by) {
        if (stored.reward().equals(reward)) {
            return new Outcome.Saved(stored.version());
        }
        return write(stored, reward, stored.status(), "reward.changed", by);
    }

    @Override
    @Transactional
    public Outcome publish(RewardId reward, StaffId by) {
        var found = rewards.lock(reward);
        if (found.isEmpty()) {
            return new Outcome.UnknownReward();
        }
        var stored = found.get();
        if (stored.status() == Status.PUBLISHED) {
            return new Outcome.Saved(stored.version());
        }
        var dangling = danglingIn(stored.reward());
        if (dangling.isPresent()) {
            return dangling.get();
        }
        var saved = write(stored, stored.reward(), Status.PUBLISHED, "reward.published", by);
        events.publishEvent(new RewardPublished(reward, clock.instant()));
        return saved;
    }

    @Override
    @Transactional
    public Outcome withdraw(RewardId reward, StaffId by) {
        var found = rewards.lock(reward);
        if (found.isEmpty()) {
            return new Outcome.UnknownReward();
        }
        var stored = found.get();
        if (stored.status() == Status.WITHDRAWN) {
            return new Outcome.Saved(stored.version());
        }
        var saved = write(stored, stored.reward(), Status.WITHDRAWN, "reward.withdrawn", by);
        if (stored.status() == Status.PUBLISHED) {
            events.publishEvent(new RewardWithdrawn(reward, clock.instant()));
        }
        return saved;
    }

    private Outcome write(Listed stored, Reward reward, Status status, String action, StaffId by) {
        var version = stored.version() + 1;
        rewards.write(reward, status, version, clock.instant());
        record(
                by,
                action,
                reward.id(),
                DescribingChanges.json(stored.reward(), stored.status()),
                DescribingChanges.json(reward, status));
        return new Outcome.Saved(version);
    }

    /** Only the stock's row is locked, so that an edit of the text does not make those wait who redeem. */
    @Override
    @Transactional
    public Outcome changeStock(RewardId reward, long change, StaffId by) {
        var found = rewards.find(reward);
        if (found.isEmpty()) {
            return new Outcome.UnknownReward();
        }
        if (change == 0) {
            return new Outcome.Saved(found.get().version());
        }
        var left = stocks.change(reward, change);
        if (left.isEmpty()) {
            return new Outcome.StockOutOfRange(
                    rewards.find(reward).map(Listed::left).orElse(0L));
        }
        record(
                by,
                "reward.stock-changed",
                reward,
                DescribingChanges.json(Map.of("left", left.getAsLong() - change)),
                DescribingChanges.json(Map.of("left", left.getAsLong())));
        return new Outcome.Saved(found.get().version());
    }

    private void record(StaffId by, String action, RewardId reward, @Nullable String before, String after) {
        audit.record(new Change(by, action, "reward", reward.toString(), before, after));
    }
}
