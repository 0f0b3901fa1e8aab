package io.perennial.points.adapter.jooq;

import static io.perennial.points.adapter.jooq.generated.tables.PointsLot.POINTS_LOT;
import static io.perennial.points.adapter.jooq.generated.tables.PointsNotice.POINTS_NOTICE;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.sum;

import io.perennial.insights.MemberFacts.Expiring;
import io.perennial.insights.ReadHeldPoints;
import io.perennial.membership.MemberId;
import io.perennial.points.domain.PointsPolicies;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** Tells insights what members hold: the lots that are open and not over, or over and to live on. */
@Repository
class JooqHeldPoints implements ReadHeldPoints {

    private final DSLContext dsl;
    private final PointsPolicies policies;
    private final Clock clock;

    JooqHeldPoints(DSLContext dsl, PointsPolicies policies, Clock clock) {
        this.dsl = dsl;
        this.policies = policies;
        this.clock = clock;
    }

    @Override
    public Map<MemberId, Held> of(Collection<MemberId> members) {
        var now = clock.instant();
        var ids = members.stream().map(MemberId::value).toList();
        var remaining = sum(POINTS_LOT.REMAINING);
        var held = new HashMap<MemberId, Held>();
        dsl.select(
                        POINTS_LOT.MEMBER_ID,
                        POINTS_LOT.OPEN_UNTIL,
                        remaining,
                        inline((Instant) null, POINTS_NOTICE.SHOWN_AT))
                .from(POINTS_LOT)
                .where(POINTS_LOT.MEMBER_ID.in(ids), POINTS_LOT.OPEN_UNTIL.gt(now))
                .groupBy(POINTS_LOT.MEMBER_ID, POINTS_LOT.OPEN_UNTIL)
                .unionAll(select(
                                POINTS_LOT.MEMBER_ID,
                                POINTS_LOT.OPEN_UNTIL,
                                sum(POINTS_LOT.REMAINING),
                                POINTS_NOTICE.SHOWN_AT)
                        .from(POINTS_LOT)
                        .leftJoin(POINTS_NOTICE)
                        .on(Notices.ofLots())
                        .where(POINTS_LOT.MEMBER_ID.in(ids), POINTS_LOT.OPEN_UNTIL.le(now))
                        .groupBy(POINTS_LOT.MEMBER_ID, POINTS_LOT.OPEN_UNTIL, POINTS_NOTICE.SHOWN_AT))
                .forEach(row -> {
                    var end = row.value2();
                    var until = end.isAfter(now)
                            ? Optional.of(end)
                            : policies.at(now).livesUntil(end, row.value4(), now);
                    var points = row.value3().longValueExact();
                    until.ifPresent(each -> held.merge(
                            new MemberId(row.value1()),
                            new Held(points, new Expiring(each, points)),
                            JooqHeldPoints::together));
                });
        return held;
    }

    private static Held together(Held one, Held other) {
        return new Held(one.balance() + other.balance(), sooner(one.expiring(), other.expiring()));
    }

    private static @Nullable Expiring sooner(@Nullable Expiring one, @Nullable Expiring other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        var order = one.at().compareTo(other.at());
        return order == 0 ? new Expiring(one.at(), one.points() + other.points()) : order < 0 ? one : other;
    }
}
