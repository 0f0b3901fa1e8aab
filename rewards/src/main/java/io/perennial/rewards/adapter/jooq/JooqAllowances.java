package io.perennial.rewards.adapter.jooq;

import static io.perennial.rewards.adapter.jooq.generated.tables.RewardsAllowance.REWARDS_ALLOWANCE;

import io.perennial.membership.MemberId;
import io.perennial.rewards.domain.Allowances;
import io.perennial.rewards.domain.OnShelf;
import io.perennial.rewards.domain.Redemption;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

@Repository
class JooqAllowances implements Allowances {

    private final DSLContext dsl;

    JooqAllowances(DSLContext dsl) {
        this.dsl = dsl;
    }

    @Override
    public boolean take(MemberId member, OnShelf offered) {
        return offered.taken() > 0 ? takeAnother(member, offered) : takeFirst(member, offered);
    }

    private boolean takeAnother(MemberId member, OnShelf offered) {
        var reward = offered.reward();
        var limit = reward.memberLimit().orElse(Integer.MAX_VALUE);
        return dsl.update(REWARDS_ALLOWANCE)
                        .set(REWARDS_ALLOWANCE.TAKEN, REWARDS_ALLOWANCE.TAKEN.plus(1))
                        .where(row(member.value(), reward.id().value()))
                        .and(REWARDS_ALLOWANCE.TAKEN.lt(limit))
                        .execute()
                == 1;
    }

    /** The row may be there nevertheless, with 0 or from a moment ago; then it is ours now, and can be held against the limit. */
    private boolean takeFirst(MemberId member, OnShelf offered) {
        var reward = offered.reward();
        var touched = dsl.insertInto(REWARDS_ALLOWANCE)
                .set(REWARDS_ALLOWANCE.MEMBER_ID, member.value())
                .set(REWARDS_ALLOWANCE.REWARD_ID, reward.id().value())
                .set(REWARDS_ALLOWANCE.TAKEN, 1)
                .onDuplicateKeyUpdate()
                .set(REWARDS_ALLOWANCE.TAKEN, REWARDS_ALLOWANCE.TAKEN.plus(1))
                .execute();
        // An upsert that inserts touches 1 row, one that updates says 2.
        if (touched == 1 || reward.memberLimit().isEmpty()) {
            return true;
        }
        return dsl.select(REWARDS_ALLOWANCE.TAKEN)
                        .from(REWARDS_ALLOWANCE)
                        .where(row(member.value(), reward.id().value()))
                        .fetchSingle(REWARDS_ALLOWANCE.TAKEN)
                <= reward.memberLimit().getAsInt();
    }

    @Override
    public void giveBack(Redemption redemption) {
        dsl.update(REWARDS_ALLOWANCE)
                .set(REWARDS_ALLOWANCE.TAKEN, REWARDS_ALLOWANCE.TAKEN.minus(1))
                .where(row(redemption.member().value(), redemption.reward().value()))
                .and(REWARDS_ALLOWANCE.TAKEN.gt(0))
                .execute();
    }

    private static Condition row(UUID member, UUID reward) {
        return REWARDS_ALLOWANCE.MEMBER_ID.eq(member).and(REWARDS_ALLOWANCE.REWARD_ID.eq(reward));
    }
}
