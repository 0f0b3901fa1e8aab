package io.perennial.rewards.adapter.jooq;

import static io.perennial.rewards.adapter.jooq.generated.tables.RewardsAllowance.REWARDS_ALLOWANCE;
import static io.perennial.rewards.adapter.jooq.generated.tables.RewardsReward.REWARDS_REWARD;
import static io.perennial.rewards.adapter.jooq.generated.tables.RewardsStock.REWARDS_STOCK;

import io.perennial.membership.MemberId;
import io.perennial.membership.Memory;
import io.perennial.membership.PictureId;
import io.perennial.membership.RunTransactions;
import io.perennial.rewards.EditCatalogue.Listed;
import io.perennial.rewards.EditCatalogue.Status;
import io.perennial.rewards.Reward;
import io.perennial.rewards.RewardId;
import io.perennial.rewards.adapter.jooq.generated.tables.records.RewardsRewardRecord;
import io.perennial.rewards.domain.OnShelf;
import io.perennial.rewards.domain.Rewards;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.SelectConditionStep;
import org.jooq.SelectOnConditionStep;
import org.springframework.stereotype.Repository;

@Repository
class JooqRewards implements Rewards {

    private final DSLContext dsl;
    private final Memory<List<OnShelf>> published;

    JooqRewards(DSLContext dsl, RunTransactions transactions, Clock clock) {
        this.dsl = dsl;
        this.published = new Memory<>(transactions, clock, this::readPublished);
    }

    @Override
    public List<Listed> all() {
        return listed().orderBy(REWARDS_REWARD.REWARD_ID.desc()).fetch(JooqRewards::toListed);
    }

    @Override
    public Optional<Listed> find(RewardId reward) {
        return listed().where(REWARDS_REWARD.REWARD_ID.eq(reward.value())).fetchOptional(JooqRewards::toListed);
    }

    /** The stock's row is read without its lock: those who redeem do not wait for an edit. */
    @Override
    public Optional<Listed> lock(RewardId reward) {
        var locked = dsl.select(REWARDS_REWARD.REWARD_ID)
                .from(REWARDS_REWARD)
                .where(REWARDS_REWARD.REWARD_ID.eq(reward.value()))
                .forUpdate()
                .fetchOptional();
        return locked.isEmpty() ? Optional.empty() : find(reward);
    }

    @Override
    public void add(Reward reward, Instant at) {
        var added = new RewardsRewardRecord();
        added.setRewardId(reward.id().value());
        fill(added, reward, Status.DRAFT, 1, at);
        dsl.insertInto(REWARDS_REWARD).set(added).execute();
        published.forget();
    }

    @Override
    public void write(Reward reward, Status status, int version, Instant at) {
        var written = new RewardsRewardRecord();
        fill(written, reward, status, version, at);
        dsl.update(REWARDS_REWARD)
                .set(written)
                .where(REWARDS_REWARD.REWARD_ID.eq(reward.id().value()))
                .execute();
        published.forget();
    }

    private static void fill(RewardsRewardRecord row, Reward reward, Status status, int version, Instant at) {
        row.setKind(reward.kind().name());
        row.setStatus(status.name());
        row.setNameZh(reward.name().zh());
        row.setNameEn(reward.name().en());
        row.setDescriptionZh(reward.description().zh());
        row.setDescriptionEn(reward.description().en());
        row.setPrice(reward.price().value());
        row.setMemberLimit(
                reward.memberLimit().isPresent() ? reward.memberLimit().getAsInt() : null);
        row.setTierCode(reward.tierCode().orElse(null));
        row.setVisibleFrom(reward.visibleFrom());
        row.setVisibleUntil(reward.visibleUntil());
        row.setCashOffCurrency(CashOff.currency(reward.cashOff()));
        row.setCashOffMinor(CashOff.minor(reward.cashOff()));
        row.setPictureId(reward.picture().map(PictureId::value).orElse(null));
        row.setSku(reward.sku().orElse(null));
        row.setCategory(reward.category().orElse(null));
        row.setVersion(version);
        row.setChangedAt(at);
    }

    @Override
    public List<OnShelf> visible(MemberId member, Instant at) {
        return onShelf(member)
                .and(visibleAt(at))
                .orderBy(REWARDS_REWARD.PRICE, REWARDS_REWARD.REWARD_ID)
                .fetch(JooqRewards::toOnShelf);
    }

    @Override
    public Optional<OnShelf> visible(MemberId member, RewardId reward, Instant at) {
        return onShelf(member)
                .and(REWARDS_REWARD.REWARD_ID.eq(reward.value()))
                .and(visibleAt(at))
                .fetchOptional(JooqRewards::toOnShelf);
    }

    @Override
    public List<OnShelf> published() {
        return published.get();
    }

    private List<OnShelf> readPublished() {
        return listed().where(REWARDS_REWARD.STATUS.eq(Status.PUBLISHED.name()))
                .orderBy(REWARDS_REWARD.PRICE, REWARDS_REWARD.REWARD_ID)
                .fetch(row -> new OnShelf(StoredReward.of(row), row.get(REWARDS_STOCK.REMAINING), 0));
    }

    private static Condition visibleAt(Instant at) {
        return REWARDS_REWARD
                .VISIBLE_FROM
                .isNull()
                .or(REWARDS_REWARD.VISIBLE_FROM.le(at))
                .and(REWARDS_REWARD.VISIBLE_UNTIL.isNull().or(REWARDS_REWARD.VISIBLE_UNTIL.gt(at)));
    }

    private SelectOnConditionStep<Record> listed() {
        return dsl.select(REWARDS_REWARD.fields())
                .select(REWARDS_STOCK.REMAINING, REWARDS_STOCK.REDEEMED)
                .from(REWARDS_REWARD)
                .join(REWARDS_STOCK)
                .on(REWARDS_STOCK.REWARD_ID.eq(REWARDS_REWARD.REWARD_ID));
    }

    private SelectConditionStep<Record> onShelf(MemberId member) {
        return dsl.select(REWARDS_REWARD.fields())
                .select(REWARDS_STOCK.REMAINING, REWARDS_ALLOWANCE.TAKEN)
                .from(REWARDS_REWARD)
                .join(REWARDS_STOCK)
                .on(REWARDS_STOCK.REWARD_ID.eq(REWARDS_REWARD.REWARD_ID))
                .leftJoin(REWARDS_ALLOWANCE)
                .on(REWARDS_ALLOWANCE.MEMBER_ID.eq(member.value()))
                .and(REWARDS_ALLOWANCE.REWARD_ID.eq(REWARDS_REWARD.REWARD_ID))
                .where(REWARDS_REWARD.STATUS.eq(Status.PUBLISHED.name()));
    }

    private static Listed toListed(Record row) {
        return new Listed(
                StoredReward.of(row),
                Status.valueOf(row.get(REWARDS_REWARD.STATUS)),
                row.get(REWARDS_STOCK.REMAINING),
                row.get(REWARDS_STOCK.REDEEMED),
                row.get(REWARDS_REWARD.VERSION));
    }

    static OnShelf toOnShelf(Record row) {
        var taken = row.get(REWARDS_ALLOWANCE.TAKEN);
        return new OnShelf(StoredReward.of(row), row.get(REWARDS_STOCK.REMAINING), taken == null ? 0 : taken);
    }
}
