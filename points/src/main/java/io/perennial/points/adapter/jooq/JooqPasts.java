package io.perennial.points.adapter.jooq;

import static io.perennial.points.adapter.jooq.generated.tables.PointsEntry.POINTS_ENTRY;
import static org.jooq.impl.DSL.sum;

import io.perennial.membership.MemberId;
import io.perennial.points.domain.Pasts;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

@Repository
class JooqPasts implements Pasts {

    private final DSLContext dsl;

    JooqPasts(DSLContext dsl) {
        this.dsl = dsl;
    }

    @Override
    public Map<MemberId, Long> balances(Collection<MemberId> members, Instant before) {
        var points = sum(POINTS_ENTRY.POINTS);
        return dsl.select(POINTS_ENTRY.MEMBER_ID, points)
                .from(POINTS_ENTRY)
                .where(
                        POINTS_ENTRY.MEMBER_ID.in(
                                members.stream().map(MemberId::value).toList()),
                        POINTS_ENTRY.HAPPENED_AT.lt(before))
                .groupBy(POINTS_ENTRY.MEMBER_ID)
                .fetchMap(row -> new MemberId(row.value1()), row -> row.value2().longValueExact());
    }
}
