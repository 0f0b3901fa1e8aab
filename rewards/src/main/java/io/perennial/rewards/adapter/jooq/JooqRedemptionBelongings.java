package io.perennial.rewards.adapter.jooq;

import static io.perennial.rewards.adapter.jooq.generated.tables.RewardsRedemption.REWARDS_REDEMPTION;

import io.perennial.membership.Belongings;
import io.perennial.membership.MemberId;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What a member redeemed. That they did stays; what staff wrote when they cancelled it goes. */
@Component
class JooqRedemptionBelongings implements Belongings {

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
}
