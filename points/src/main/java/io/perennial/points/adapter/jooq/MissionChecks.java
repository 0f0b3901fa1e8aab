package io.perennial.points.adapter.jooq;

import static io.perennial.points.adapter.jooq.generated.tables.PointsMissionPrize.POINTS_MISSION_PRIZE;
import static io.perennial.points.adapter.jooq.generated.tables.PointsMissionQuota.POINTS_MISSION_QUOTA;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.sum;

import io.perennial.points.VerifyLedger.Breach;
import org.jooq.DSLContext;

/** Prizes of missions of which there are only so many. One statement, so that both sides are of one moment. */
final class MissionChecks {

    private final DSLContext dsl;
    private final Faults faults;

    MissionChecks(DSLContext dsl, Faults faults) {
        this.dsl = dsl;
        this.faults = faults;
    }

    void check() {
        var quota = POINTS_MISSION_QUOTA;
        var drawn = sum(quota.SHARE.minus(quota.REMAINING));
        var given = field(
                select(count()).from(POINTS_MISSION_PRIZE).where(POINTS_MISSION_PRIZE.MISSION_ID.eq(quota.MISSION_ID)));
        dsl.select(quota.MISSION_ID, drawn, given)
                .from(quota)
                .groupBy(quota.MISSION_ID)
                .forEach(row -> faults.compare(
                        Breach.MISSION_PRIZES, null, row.value1(), row.value2().longValue(), row.value3()));
    }
}
