package io.perennial.rewards.adapter.jooq;

import static io.perennial.rewards.adapter.jooq.generated.tables.RewardsAllowance.REWARDS_ALLOWANCE;
import static io.perennial.rewards.adapter.jooq.generated.tables.RewardsMergePart.REWARDS_MERGE_PART;
import static io.perennial.rewards.adapter.jooq.generated.tables.RewardsRedemption.REWARDS_REDEMPTION;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.excluded;

import io.perennial.membership.Belongings;
import io.perennial.membership.MemberId;
import io.perennial.rewards.RedemptionStatus;
import java.util.List;
import java.util.UUID;
import java.util.stream.Gatherers;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Record2;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What a member redeemed. That they did stays; what staff wrote when they cancelled it goes. */
@Component
class JooqRedemptionBelongings implements Belongings {

    private static final String REDEMPTION = "redemption";
    private static final int ROWS = 1_000;

    private final DSLContext dsl;

    JooqRedemptionBelongings(DSLContext dsl) {
        this.dsl = dsl;
    }

    @Override
    public List<Section> exported(MemberId member) {
        var rows = dsl.select(
                        REWARDS_REDEMPTION.REDEMPTION_ID,
                        REWARDS_REDEMPTION.KIND,
                        REWARDS_REDEMPTION.NAME_ZH,
                        REWARDS_REDEMPTION.NAME_EN,
                        REWARDS_REDEMPTION.PRICE,
                        REWARDS_REDEMPTION.CODE,
                        REWARDS_REDEMPTION.STATUS,
                        REWARDS_REDEMPTION.REDEEMED_AT,
                        REWARDS_REDEMPTION.SETTLED_AT,
                        REWARDS_REDEMPTION.CANCEL_REASON)
                .from(REWARDS_REDEMPTION)
                .where(REWARDS_REDEMPTION.MEMBER_ID.eq(member.value()))
                .orderBy(REWARDS_REDEMPTION.REDEMPTION_ID)
                .fetch();
        return List.of(new Section(
                "rewards.redemptions",
                List.of(rows.fields()).stream().map(Field::getName).toList(),
                rows.stream().map(Record::intoList).toList()));
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void erased(Erasure erasure) {
        dsl.update(REWARDS_REDEMPTION)
                .setNull(REWARDS_REDEMPTION.CANCEL_REASON)
                .where(REWARDS_REDEMPTION.MEMBER_ID.eq(erasure.member().value()))
                .execute();
    }

    @Override
    public List<Holding> holdings(MemberId member) {
        return List.of(new Holding(
                "rewards.redemption",
                dsl.fetchCount(REWARDS_REDEMPTION, REWARDS_REDEMPTION.MEMBER_ID.eq(member.value()))));
    }

    /** A request that both had sent stays with each, as it was answered. */
    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void moved(Move move) {
        var theirs = dsl.select(REWARDS_REDEMPTION.REQUEST_KEY)
                .from(REWARDS_REDEMPTION)
                .where(REWARDS_REDEMPTION.MEMBER_ID.eq(move.to().value()))
                .fetchSet(REWARDS_REDEMPTION.REQUEST_KEY);
        var ids = dsl
                .select(REWARDS_REDEMPTION.REDEMPTION_ID, REWARDS_REDEMPTION.REQUEST_KEY)
                .from(REWARDS_REDEMPTION)
                .where(REWARDS_REDEMPTION.MEMBER_ID.eq(move.from().value()))
                .stream()
                .filter(row -> !theirs.contains(row.value2()))
                .map(Record2::value1)
                .toList();
        ids.stream().gather(Gatherers.windowFixed(ROWS)).forEach(some -> {
            var insert = dsl.insertInto(
                    REWARDS_MERGE_PART, REWARDS_MERGE_PART.MERGE_ID, REWARDS_MERGE_PART.WHAT, REWARDS_MERGE_PART.ITEM);
            for (var id : some) {
                insert = insert.values(move.merge().value(), REDEMPTION, id.toString());
            }
            insert.execute();
        });
        pass(ids, move.from(), move.to());
    }

    @Override
    public List<Return> returning(Move move) {
        var noted = noted(move);
        var there = noted.isEmpty()
                ? 0
                : dsl.fetchCount(
                        REWARDS_REDEMPTION,
                        REWARDS_REDEMPTION
                                .MEMBER_ID
                                .eq(move.to().value())
                                .and(REWARDS_REDEMPTION.REDEMPTION_ID.in(noted)));
        return List.of(new Return("rewards.redemption", there, noted.size() - there));
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void returned(Move move) {
        pass(noted(move), move.to(), move.from());
    }

    private List<UUID> noted(Move move) {
        return dsl.select(REWARDS_MERGE_PART.ITEM)
                .from(REWARDS_MERGE_PART)
                .where(REWARDS_MERGE_PART.MERGE_ID.eq(move.merge().value()), REWARDS_MERGE_PART.WHAT.eq(REDEMPTION))
                .fetch(row -> UUID.fromString(row.value1()));
    }

    private void pass(List<UUID> ids, MemberId from, MemberId to) {
        ids.stream()
                .gather(Gatherers.windowFixed(ROWS))
                .forEach(some -> dsl.update(REWARDS_REDEMPTION)
                        .set(REWARDS_REDEMPTION.MEMBER_ID, to.value())
                        .where(REWARDS_REDEMPTION.MEMBER_ID.eq(from.value()), REWARDS_REDEMPTION.REDEMPTION_ID.in(some))
                        .execute());
        countAnew(from);
        countAnew(to);
    }

    /** What counts against the limits are redemptions that were not cancelled. */
    private void countAnew(MemberId member) {
        dsl.update(REWARDS_ALLOWANCE)
                .set(REWARDS_ALLOWANCE.TAKEN, 0)
                .where(REWARDS_ALLOWANCE.MEMBER_ID.eq(member.value()))
                .execute();
        var taken = dsl.select(REWARDS_REDEMPTION.REWARD_ID, count())
                .from(REWARDS_REDEMPTION)
                .where(
                        REWARDS_REDEMPTION.MEMBER_ID.eq(member.value()),
                        REWARDS_REDEMPTION.STATUS.ne(RedemptionStatus.CANCELLED.name()))
                .groupBy(REWARDS_REDEMPTION.REWARD_ID)
                .fetch();
        if (!taken.isEmpty()) {
            var insert = dsl.insertInto(
                    REWARDS_ALLOWANCE,
                    REWARDS_ALLOWANCE.MEMBER_ID,
                    REWARDS_ALLOWANCE.REWARD_ID,
                    REWARDS_ALLOWANCE.TAKEN);
            for (var row : taken) {
                insert = insert.values(member.value(), row.value1(), row.value2());
            }
            insert.onDuplicateKeyUpdate()
                    .set(REWARDS_ALLOWANCE.TAKEN, excluded(REWARDS_ALLOWANCE.TAKEN))
                    .execute();
        }
    }
}
