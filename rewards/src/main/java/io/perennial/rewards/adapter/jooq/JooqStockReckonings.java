package io.perennial.rewards.adapter.jooq;

import static io.perennial.rewards.adapter.jooq.generated.tables.RewardsRedemption.REWARDS_REDEMPTION;
import static io.perennial.rewards.adapter.jooq.generated.tables.RewardsStock.REWARDS_STOCK;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.select;

import io.perennial.points.Reckonings;
import io.perennial.points.VerifyLedger.Breach;
import io.perennial.points.VerifyLedger.Fault;
import io.perennial.rewards.RedemptionStatus;
import java.util.List;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/** Stock that counts as redeemed, against the redemptions. One statement, so that both are of one moment. */
@Component
class JooqStockReckonings implements Reckonings {

    private static final int MOST = 100;

    private final DSLContext dsl;

    JooqStockReckonings(DSLContext dsl) {
        this.dsl = dsl;
    }

    @Override
    public List<Fault> faults() {
        var pieces = select(REWARDS_REDEMPTION.REWARD_ID, count().as("pieces"))
                .from(REWARDS_REDEMPTION)
                .where(REWARDS_REDEMPTION.STATUS.ne(RedemptionStatus.CANCELLED.name()))
                .groupBy(REWARDS_REDEMPTION.REWARD_ID)
                .asTable("pieces");
        var redeemed = coalesce(pieces.field("pieces", Long.class), inline(0L));
        return dsl.select(REWARDS_STOCK.REWARD_ID, REWARDS_STOCK.REDEEMED, redeemed)
                .from(REWARDS_STOCK)
                .leftJoin(pieces)
                .on(pieces.field(REWARDS_REDEMPTION.REWARD_ID).eq(REWARDS_STOCK.REWARD_ID))
                .where(REWARDS_STOCK.REDEEMED.ne(redeemed))
                .limit(inline(MOST))
                .fetch(row -> new Fault(
                        Breach.STOCK_REDEEMED,
                        null,
                        row.value1().toString(),
                        row.value2().toString(),
                        row.value3().toString()));
    }
}
