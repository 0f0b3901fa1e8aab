package io.perennial.rewards.adapter.jooq;

import static io.perennial.rewards.adapter.jooq.generated.tables.RewardsStock.REWARDS_STOCK;

import io.perennial.rewards.RewardId;
import io.perennial.rewards.domain.Stocks;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.SortedMap;
import org.jooq.DSLContext;
import org.jooq.Update;
import org.springframework.stereotype.Repository;

@Repository
class JooqStocks implements Stocks {

    private final DSLContext dsl;

    JooqStocks(DSLContext dsl) {
        this.dsl = dsl;
    }

    @Override
    public void open(RewardId reward) {
        dsl.insertInto(REWARDS_STOCK)
                .set(REWARDS_STOCK.REWARD_ID, reward.value())
                .set(REWARDS_STOCK.REMAINING, 0L)
                .set(REWARDS_STOCK.REDEEMED, 0L)
                .execute();
    }

    @Override
    public boolean draw(SortedMap<RewardId, Integer> pieces) {
        if (pieces.size() == 1) {
            return drawOf(pieces.firstKey(), pieces.firstEntry().getValue()).execute() == 1;
        }
        var draws = pieces.entrySet().stream()
                .map(each -> drawOf(each.getKey(), each.getValue()))
                .toList();
        return Arrays.stream(dsl.batch(draws).execute()).allMatch(drawn -> drawn == 1);
    }

    private Update<?> drawOf(RewardId reward, int pieces) {
        return dsl.update(REWARDS_STOCK)
                .set(REWARDS_STOCK.REMAINING, REWARDS_STOCK.REMAINING.minus(pieces))
                .set(REWARDS_STOCK.REDEEMED, REWARDS_STOCK.REDEEMED.plus(pieces))
                .where(REWARDS_STOCK.REWARD_ID.eq(reward.value()))
                .and(REWARDS_STOCK.REMAINING.ge((long) pieces));
    }

    @Override
    public void putBack(RewardId reward) {
        dsl.update(REWARDS_STOCK)
                .set(REWARDS_STOCK.REMAINING, REWARDS_STOCK.REMAINING.plus(1))
                .set(REWARDS_STOCK.REDEEMED, REWARDS_STOCK.REDEEMED.minus(1))
                .where(REWARDS_STOCK.REWARD_ID.eq(reward.value()))
                .execute();
    }

    @Override
    public OptionalLong change(RewardId reward, long change) {
        if (change < -MOST || change > MOST) {
            return OptionalLong.empty();
        }
        var changed = dsl.update(REWARDS_STOCK)
                .set(REWARDS_STOCK.REMAINING, REWARDS_STOCK.REMAINING.plus(change))
                .where(REWARDS_STOCK.REWARD_ID.eq(reward.value()))
                .and(REWARDS_STOCK.REMAINING.between(Math.max(0, -change), MOST - Math.max(0, change)))
                .execute();
        if (changed == 0) {
            return OptionalLong.empty();
        }
        // Ours until the transaction ends, so this is what the change made of it.
        return OptionalLong.of(dsl.select(REWARDS_STOCK.REMAINING)
                .from(REWARDS_STOCK)
                .where(REWARDS_STOCK.REWARD_ID.eq(reward.value()))
                .fetchSingle(REWARDS_STOCK.REMAINING));
    }
}
