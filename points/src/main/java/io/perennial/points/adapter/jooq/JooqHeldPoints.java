package io.perennial.points.adapter.jooq;

import static io.perennial.points.adapter.jooq.generated.tables.PointsLot.POINTS_LOT;
import static io.perennial.points.adapter.jooq.generated.tables.PointsNotice.POINTS_NOTICE;
import static java.util.stream.Collectors.toSet;
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
import java.util.Set;
import java.util.UUID;
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

    /** By the key of open lots alone; what was shown is asked for only while something is over and not swept. */
    @Override
    public Map<MemberId, Held> of(Collection<MemberId> members) {
        var now = clock.instant();
        var lots = dsl.select(POINTS_LOT.MEMBER_ID, POINTS_LOT.OPEN_UNTIL, sum(POINTS_LOT.REMAINING))
                .from(POINTS_LOT.forceIndex("points_lot_open_of_member"))
                .where(
                        POINTS_LOT.MEMBER_ID.in(
                                members.stream().map(MemberId::value).toList()),
                        POINTS_LOT.OPEN_UNTIL.isNotNull())
                .groupBy(POINTS_LOT.MEMBER_ID, POINTS_LOT.OPEN_UNTIL)
                .fetch();
        var shown = shown(lots.stream()
                .filter(lot -> !lot.value2().isAfter(now))
                .map(lot -> new End(lot.value1(), lot.value2()))
                .collect(toSet()));
        var held = new HashMap<MemberId, Held>();
        for (var lot : lots) {
            var end = lot.value2();
            var until = end.isAfter(now)
                    ? Optional.of(end)
                    : policies.at(now).livesUntil(end, shown.get(new End(lot.value1(), end)), now);
            var points = lot.value3().longValueExact();
            until.ifPresent(each -> held.merge(
                    new MemberId(lot.value1()),
                    new Held(points, new Expiring(each, points)),
                    JooqHeldPoints::together));
        }
        return held;
    }

    private record End(UUID member, Instant at) {}

    private Map<End, Instant> shown(Set<End> ends) {
        return ends.isEmpty()
                ? Map.of()
                : dsl.selectFrom(POINTS_NOTICE)
                        .where(
                                POINTS_NOTICE.MEMBER_ID.in(
                                        ends.stream().map(End::member).collect(toSet())),
                                POINTS_NOTICE.EXPIRES_AT.in(
                                        ends.stream().map(End::at).collect(toSet())))
                        .fetchMap(row -> new End(row.getMemberId(), row.getExpiresAt()), row -> row.getShownAt());
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
