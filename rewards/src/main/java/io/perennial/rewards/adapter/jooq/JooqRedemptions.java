package io.perennial.rewards.adapter.jooq;

import static io.perennial.rewards.adapter.jooq.generated.tables.RewardsAllowance.REWARDS_ALLOWANCE;
import static io.perennial.rewards.adapter.jooq.generated.tables.RewardsRedemption.REWARDS_REDEMPTION;
import static io.perennial.rewards.adapter.jooq.generated.tables.RewardsReward.REWARDS_REWARD;
import static io.perennial.rewards.adapter.jooq.generated.tables.RewardsStock.REWARDS_STOCK;
import static java.util.stream.Collectors.toMap;

import io.perennial.membership.BilingualText;
import io.perennial.membership.MemberId;
import io.perennial.membership.PictureId;
import io.perennial.membership.StaffId;
import io.perennial.points.Points;
import io.perennial.rewards.EditCatalogue.Status;
import io.perennial.rewards.RedeemReward.Redeeming;
import io.perennial.rewards.RedemptionId;
import io.perennial.rewards.RedemptionStatus;
import io.perennial.rewards.RewardId;
import io.perennial.rewards.RewardKind;
import io.perennial.rewards.adapter.jooq.generated.tables.records.RewardsAllowanceRecord;
import io.perennial.rewards.adapter.jooq.generated.tables.records.RewardsRedemptionRecord;
import io.perennial.rewards.domain.OnShelf;
import io.perennial.rewards.domain.Redemption;
import io.perennial.rewards.domain.RedemptionCode;
import io.perennial.rewards.domain.Redemptions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

@Repository
class JooqRedemptions implements Redemptions {

    private final DSLContext dsl;

    JooqRedemptions(DSLContext dsl) {
        this.dsl = dsl;
    }

    @Override
    public List<Request> requests(List<Redeeming> redeemings) {
        return redeemings.size() == 1 ? List.of(request(redeemings.getFirst())) : several(redeemings);
    }

    /** One statement. */
    private Request request(Redeeming redeeming) {
        var asked = asked(redeeming);
        var row = dsl.select(REWARDS_REWARD.fields())
                .select(REWARDS_STOCK.REMAINING, REWARDS_ALLOWANCE.TAKEN)
                .select(REWARDS_REDEMPTION.fields())
                .from(REWARDS_REWARD)
                .join(REWARDS_STOCK)
                .on(REWARDS_STOCK.REWARD_ID.eq(REWARDS_REWARD.REWARD_ID))
                .leftJoin(REWARDS_ALLOWANCE)
                .on(REWARDS_ALLOWANCE.MEMBER_ID.eq(redeeming.member().value()))
                .and(REWARDS_ALLOWANCE.REWARD_ID.eq(REWARDS_REWARD.REWARD_ID))
                .leftJoin(REWARDS_REDEMPTION)
                .on(asked)
                .where(REWARDS_REWARD.REWARD_ID.eq(redeeming.reward().value()))
                .fetchOptional();
        if (row.isEmpty()) {
            return new Request(find(asked), Optional.empty());
        }
        var earlier = row.filter(found -> found.get(REWARDS_REDEMPTION.REDEMPTION_ID) != null)
                .map(JooqRedemptions::toRedemption);
        var offered = row.filter(found -> Status.PUBLISHED.name().equals(found.get(REWARDS_REWARD.STATUS)))
                .map(JooqRewards::toOnShelf);
        return new Request(earlier, offered);
    }

    /** Three statements, each of which finds its rows by their keys. */
    private List<Request> several(List<Redeeming> redeemings) {
        var earlier = earlier(redeemings);
        var shelf = shelf(redeemings);
        var taken = taken(redeemings);
        return redeemings.stream()
                .map(each -> new Request(
                        Optional.ofNullable(earlier.get(new Asked(each.member(), each.key()))),
                        Optional.ofNullable(shelf.get(each.reward()))
                                .map(found -> new OnShelf(
                                        found.reward(),
                                        found.left(),
                                        taken.getOrDefault(new Taker(each.member(), each.reward()), 0)))))
                .toList();
    }

    private record Asked(MemberId member, String key) {}

    private record Taker(MemberId member, RewardId reward) {}

    private Map<Asked, Redemption> earlier(List<Redeeming> redeemings) {
        return dsl
                .selectFrom(REWARDS_REDEMPTION)
                .where(DSL.or(redeemings.stream().map(JooqRedemptions::asked).toList()))
                .fetch(JooqRedemptions::toRedemption)
                .stream()
                .collect(toMap(found -> new Asked(found.member(), found.key()), found -> found));
    }

    private Map<RewardId, OnShelf> shelf(List<Redeeming> redeemings) {
        var rewards = redeemings.stream()
                .map(each -> each.reward().value())
                .distinct()
                .toList();
        return dsl.select(REWARDS_REWARD.fields())
                .select(REWARDS_STOCK.REMAINING)
                .from(REWARDS_REWARD)
                .join(REWARDS_STOCK)
                .on(REWARDS_STOCK.REWARD_ID.eq(REWARDS_REWARD.REWARD_ID))
                .where(REWARDS_REWARD.REWARD_ID.in(rewards), REWARDS_REWARD.STATUS.eq(Status.PUBLISHED.name()))
                .fetchMap(
                        row -> new RewardId(row.get(REWARDS_REWARD.REWARD_ID)),
                        row -> new OnShelf(StoredReward.of(row), row.get(REWARDS_STOCK.REMAINING), 0));
    }

    private Map<Taker, Integer> taken(List<Redeeming> redeemings) {
        var these = redeemings.stream()
                .map(each -> REWARDS_ALLOWANCE
                        .MEMBER_ID
                        .eq(each.member().value())
                        .and(REWARDS_ALLOWANCE.REWARD_ID.eq(each.reward().value())))
                .toList();
        return dsl.selectFrom(REWARDS_ALLOWANCE)
                .where(DSL.or(these))
                .fetchMap(
                        row -> new Taker(new MemberId(row.getMemberId()), new RewardId(row.getRewardId())),
                        RewardsAllowanceRecord::getTaken);
    }

    private static Condition asked(Redeeming redeeming) {
        return REWARDS_REDEMPTION
                .MEMBER_ID
                .eq(redeeming.member().value())
                .and(REWARDS_REDEMPTION.REQUEST_KEY.eq(redeeming.key()));
    }

    @Override
    public void add(List<Redemption> redemptions) {
        dsl.insertInto(REWARDS_REDEMPTION)
                .set(redemptions.stream().map(JooqRedemptions::toRecord).toList())
                .execute();
    }

    private static RewardsRedemptionRecord toRecord(Redemption redemption) {
        var added = new RewardsRedemptionRecord();
        added.setMemberId(redemption.member().value());
        added.setRedemptionId(redemption.id().value());
        added.setRewardId(redemption.reward().value());
        added.setKind(redemption.kind().name());
        added.setNameZh(redemption.name().zh());
        added.setNameEn(redemption.name().en());
        added.setPictureId(redemption.picture().map(PictureId::value).orElse(null));
        added.setPrice(redemption.price().value());
        added.setCashOffCurrency(CashOff.currency(redemption.cashOff()));
        added.setCashOffMinor(CashOff.minor(redemption.cashOff()));
        added.setCode(redemption.code().value());
        added.setRequestKey(redemption.key());
        added.setStatus(redemption.status().name());
        added.setRedeemedAt(redemption.redeemedAt());
        return added;
    }

    @Override
    public Optional<Redemption> find(RedemptionId redemption) {
        return find(REWARDS_REDEMPTION.REDEMPTION_ID.eq(redemption.value()));
    }

    private Optional<Redemption> find(Condition condition) {
        return dsl.selectFrom(REWARDS_REDEMPTION).where(condition).fetchOptional(JooqRedemptions::toRedemption);
    }

    @Override
    public boolean settle(
            Redemption redemption, RedemptionStatus status, @Nullable String cancelReason, StaffId by, Instant at) {
        return dsl.update(REWARDS_REDEMPTION)
                        .set(REWARDS_REDEMPTION.STATUS, status.name())
                        .set(REWARDS_REDEMPTION.CANCEL_REASON, cancelReason)
                        .set(REWARDS_REDEMPTION.SETTLED_AT, at)
                        .set(REWARDS_REDEMPTION.SETTLED_BY, by.value())
                        .where(REWARDS_REDEMPTION.MEMBER_ID.eq(
                                redemption.member().value()))
                        .and(REWARDS_REDEMPTION.REDEMPTION_ID.eq(redemption.id().value()))
                        .and(REWARDS_REDEMPTION.STATUS.eq(RedemptionStatus.ORDERED.name()))
                        .execute()
                == 1;
    }

    private static Redemption toRedemption(Record row) {
        var stored = row.into(REWARDS_REDEMPTION);
        return new Redemption(
                new RedemptionId(stored.getRedemptionId()),
                new MemberId(stored.getMemberId()),
                new RewardId(stored.getRewardId()),
                RewardKind.valueOf(stored.getKind()),
                new BilingualText(stored.getNameZh(), stored.getNameEn()),
                Optional.ofNullable(stored.getPictureId()).map(PictureId::new),
                Points.of(stored.getPrice()),
                CashOff.of(stored.getCashOffCurrency(), stored.getCashOffMinor()),
                new RedemptionCode(stored.getCode()),
                stored.getRequestKey(),
                RedemptionStatus.valueOf(stored.getStatus()),
                stored.getRedeemedAt());
    }
}
