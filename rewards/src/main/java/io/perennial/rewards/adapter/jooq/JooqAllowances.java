package io.perennial.rewards.adapter.jooq;

import static io.perennial.rewards.adapter.jooq.generated.tables.RewardsAllowance.REWARDS_ALLOWANCE;

import io.perennial.rewards.domain.Allowances;
import io.perennial.rewards.domain.Redemption;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Repository;

@Repository
class JooqAllowances implements Allowances {

    private final DSLContext dsl;

    JooqAllowances(DSLContext dsl) {
        this.dsl = dsl;
    }

    @Override
    public boolean take(List<Taking> takings) {
        var first = takings.getFirst();
        return (takings.size() == 1 && first.offered().taken() > 0) ? takeAnother(first) : takeAll(takings);
    }

    private boolean takeAnother(Taking taking) {
        var reward = taking.offered().reward();
        return dsl.update(REWARDS_ALLOWANCE)
                        .set(REWARDS_ALLOWANCE.TAKEN, REWARDS_ALLOWANCE.TAKEN.plus(1))
                        .where(row(taking.member().value(), reward.id().value()))
                        .and(REWARDS_ALLOWANCE.TAKEN.lt(reward.memberLimit().orElse(Integer.MAX_VALUE)))
                        .execute()
                == 1;
    }

    /**
     * The rows may be there already, with 0 or more; then they are ours now, and can be held against the limits. In the order
     * of their key, so that two batches never wait for each other.
     */
    private boolean takeAll(List<Taking> takings) {
        var inOrder = takings.stream()
                .sorted(Comparator.comparing(Taking::member)
                        .thenComparing(taking -> taking.offered().reward().id().value()))
                .toList();
        var insert = dsl.insertInto(
                REWARDS_ALLOWANCE, REWARDS_ALLOWANCE.MEMBER_ID, REWARDS_ALLOWANCE.REWARD_ID, REWARDS_ALLOWANCE.TAKEN);
        for (var taking : inOrder) {
            insert = insert.values(
                    taking.member().value(), taking.offered().reward().id().value(), 1);
        }
        var touched = insert.onDuplicateKeyUpdate()
                .set(REWARDS_ALLOWANCE.TAKEN, REWARDS_ALLOWANCE.TAKEN.plus(1))
                .execute();
        // An upsert that inserts touches 1 row, one that updates says 2.
        return touched == takings.size() || noneIsOverItsLimit(takings);
    }

    private boolean noneIsOverItsLimit(List<Taking> takings) {
        var limited = takings.stream()
                .filter(taking -> taking.offered().reward().memberLimit().isPresent())
                .map(taking -> row(
                                taking.member().value(),
                                taking.offered().reward().id().value())
                        .and(REWARDS_ALLOWANCE.TAKEN.gt(
                                taking.offered().reward().memberLimit().getAsInt())))
                .toList();
        return limited.isEmpty() || !dsl.fetchExists(REWARDS_ALLOWANCE, DSL.or(limited));
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
