package io.perennial.rewards.adapter.jooq;

import static io.perennial.rewards.adapter.jooq.generated.tables.RewardsRedemption.REWARDS_REDEMPTION;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.when;

import io.perennial.membership.BilingualText;
import io.perennial.membership.MemberId;
import io.perennial.membership.PictureId;
import io.perennial.points.Points;
import io.perennial.rewards.ReadRedemptions;
import io.perennial.rewards.RedemptionId;
import io.perennial.rewards.RedemptionStatus;
import io.perennial.rewards.RewardId;
import io.perennial.rewards.RewardKind;
import io.perennial.rewards.adapter.jooq.generated.tables.records.RewardsRedemptionRecord;
import io.perennial.rewards.domain.RedemptionCode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

@Repository
class JooqRedemptionLines implements ReadRedemptions {

    private static final int LONGEST_PAGE = 200;
    private static final int LONGEST_LIST = 10_000;

    private final DSLContext dsl;

    JooqRedemptionLines(DSLContext dsl) {
        this.dsl = dsl;
    }

    @Override
    public Page of(MemberId member, Optional<RedemptionId> before, int limit) {
        return page(REWARDS_REDEMPTION.MEMBER_ID.eq(member.value()), before, limit);
    }

    @Override
    public Optional<Line> of(MemberId member, RedemptionId redemption) {
        return line(REWARDS_REDEMPTION
                .MEMBER_ID
                .eq(member.value())
                .and(REWARDS_REDEMPTION.REDEMPTION_ID.eq(redemption.value())));
    }

    /** Sorts what one member redeemed, which lies together. */
    @Override
    public List<Line> latest(MemberId member, Instant until, int limit) {
        if (limit < 1 || limit > LONGEST_LIST) {
            throw new IllegalArgumentException("a list has 1 to " + LONGEST_LIST + " redemptions");
        }
        var last = when(REWARDS_REDEMPTION.SETTLED_AT.le(until), REWARDS_REDEMPTION.SETTLED_AT)
                .otherwise(REWARDS_REDEMPTION.REDEEMED_AT);
        return dsl.selectFrom(REWARDS_REDEMPTION)
                .where(REWARDS_REDEMPTION.MEMBER_ID.eq(member.value()), REWARDS_REDEMPTION.REDEEMED_AT.le(until))
                .orderBy(last.desc(), REWARDS_REDEMPTION.REDEMPTION_ID.desc())
                .limit(limit)
                .fetch(JooqRedemptionLines::toLine);
    }

    @Override
    public Page all(Optional<RedemptionStatus> status, Optional<RedemptionId> before, int limit) {
        var wanted = status.map(RedemptionStatus::name)
                .map(REWARDS_REDEMPTION.STATUS::eq)
                .orElse(noCondition());
        return page(wanted, before, limit);
    }

    @Override
    public Optional<Line> find(RedemptionId redemption) {
        return line(REWARDS_REDEMPTION.REDEMPTION_ID.eq(redemption.value()));
    }

    @Override
    public Optional<Line> byCode(String typed) {
        return RedemptionCode.read(typed).flatMap(code -> line(REWARDS_REDEMPTION.CODE.eq(code.value())));
    }

    @Override
    public long waiting() {
        return dsl.fetchCount(REWARDS_REDEMPTION, REWARDS_REDEMPTION.STATUS.eq(RedemptionStatus.ORDERED.name()));
    }

    /** Redemption ids lie in the order of time. */
    private Page page(Condition condition, Optional<RedemptionId> before, int limit) {
        var size = Math.clamp(limit, 1, LONGEST_PAGE);
        var older = before.map(id -> REWARDS_REDEMPTION.REDEMPTION_ID.lt(id.value()))
                .orElse(noCondition());
        var lines = dsl.selectFrom(REWARDS_REDEMPTION)
                .where(condition)
                .and(older)
                .orderBy(REWARDS_REDEMPTION.REDEMPTION_ID.desc())
                .limit(size + 1)
                .fetch(JooqRedemptionLines::toLine);
        var hasMore = lines.size() > size;
        return new Page(hasMore ? lines.subList(0, size) : lines, hasMore);
    }

    private Optional<Line> line(Condition condition) {
        return dsl.selectFrom(REWARDS_REDEMPTION).where(condition).fetchOptional(JooqRedemptionLines::toLine);
    }

    private static Line toLine(RewardsRedemptionRecord stored) {
        return new Line(
                new RedemptionId(stored.getRedemptionId()),
                new MemberId(stored.getMemberId()),
                new RewardId(stored.getRewardId()),
                new BilingualText(stored.getNameZh(), stored.getNameEn()),
                RewardKind.valueOf(stored.getKind()),
                Optional.ofNullable(stored.getPictureId()).map(PictureId::new),
                Points.of(stored.getPrice()),
                CashOff.of(stored.getCashOffCurrency(), stored.getCashOffMinor()),
                new RedemptionCode(stored.getCode()).toString(),
                RedemptionStatus.valueOf(stored.getStatus()),
                stored.getRedeemedAt(),
                stored.getSettledAt(),
                stored.getCancelReason());
    }
}
