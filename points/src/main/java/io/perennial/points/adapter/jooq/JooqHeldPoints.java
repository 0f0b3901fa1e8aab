package io.perennial.points.adapter.jooq;

import static io.perennial.points.adapter.jooq.generated.tables.PointsLot.POINTS_LOT;
import static org.jooq.impl.DSL.sum;

import io.perennial.insights.MemberFacts.Expiring;
import io.perennial.insights.ReadHeldPoints;
import io.perennial.membership.MemberId;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

/** Tells insights what members hold: the lots that are open. */
@Repository
class JooqHeldPoints implements ReadHeldPoints {

    private final DSLContext dsl;
    private final Clock clock;

    JooqHeldPoints(DSLContext dsl, Clock clock) {
        this.dsl = dsl;
        this.clock = clock;
    }

    @Override
    public Map<MemberId, Held> of(Collection<MemberId> members) {
        var remaining = sum(POINTS_LOT.REMAINING);
        var held = new HashMap<MemberId, Held>();
        dsl.select(POINTS_LOT.MEMBER_ID, POINTS_LOT.OPEN_UNTIL, remaining)
                .from(POINTS_LOT)
                .where(POINTS_LOT.MEMBER_ID.in(
                        members.stream().map(MemberId::value).toList()))
                .and(POINTS_LOT.OPEN_UNTIL.gt(clock.instant()))
                .groupBy(POINTS_LOT.MEMBER_ID, POINTS_LOT.OPEN_UNTIL)
                .orderBy(POINTS_LOT.MEMBER_ID, POINTS_LOT.OPEN_UNTIL)
                .forEach(row -> {
                    var points = row.value3().longValueExact();
                    held.merge(
                            new MemberId(row.value1()),
                            new Held(points, new Expiring(row.value2(), points)),
                            (sooner, later) -> new Held(sooner.balance() + later.balance(), sooner.expiring()));
                });
        return held;
    }
}
