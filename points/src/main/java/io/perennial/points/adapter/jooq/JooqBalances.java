package io.perennial.points.adapter.jooq;

import static io.perennial.points.adapter.jooq.generated.tables.PointsAccount.POINTS_ACCOUNT;
import static io.perennial.points.adapter.jooq.generated.tables.PointsExtension.POINTS_EXTENSION;
import static io.perennial.points.adapter.jooq.generated.tables.PointsLot.POINTS_LOT;
import static io.perennial.points.adapter.jooq.generated.tables.PointsWaiting.POINTS_WAITING;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.sum;
import static org.jooq.impl.DSL.val;

import io.perennial.membership.MemberId;
import io.perennial.membership.Memory;
import io.perennial.membership.Programme;
import io.perennial.membership.RunTransactions;
import io.perennial.points.Points;
import io.perennial.points.ReadBalance;
import io.perennial.points.domain.ExpiryPolicy;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

/**
 * What is over and not yet swept is no longer the member's, so it is left out: a balance reads the same before and after the
 * sweep.
 */
@Repository
class JooqBalances implements ReadBalance {

    private final DSLContext dsl;
    private final Programme programme;
    private final Clock clock;

    /** When the first of all open lots ends. One that ends even sooner and is opened meanwhile is heard of two seconds later. */
    private final Memory<Instant> firstEnd;

    JooqBalances(DSLContext dsl, Programme programme, RunTransactions transactions, Clock clock) {
        this.dsl = dsl;
        this.programme = programme;
        this.clock = clock;
        this.firstEnd = new Memory<>(transactions, clock, this::readFirstEnd);
    }

    @Override
    public Balance of(MemberId member) {
        var days = new TreeMap<LocalDate, Points>();
        var owed = Points.NONE;
        var waits = false;
        var extended = false;
        // Together, because both are asked for wherever a balance is shown.
        var wasExtended =
                exists(selectOne().from(POINTS_EXTENSION).where(POINTS_EXTENSION.MEMBER_ID.eq(member.value())));
        var rows = dsl.select(
                        POINTS_LOT.OPEN_UNTIL,
                        sum(POINTS_LOT.REMAINING).cast(Long.class),
                        inline((Long) null),
                        inline((Boolean) null))
                .from(POINTS_LOT)
                .where(POINTS_LOT.MEMBER_ID.eq(member.value()), POINTS_LOT.OPEN_UNTIL.gt(clock.instant()))
                .groupBy(POINTS_LOT.OPEN_UNTIL)
                .unionAll(select(
                                inline((Instant) null, POINTS_LOT.OPEN_UNTIL),
                                POINTS_ACCOUNT.OWED,
                                POINTS_ACCOUNT.PENDING,
                                field(wasExtended))
                        .from(POINTS_ACCOUNT)
                        .where(POINTS_ACCOUNT.MEMBER_ID.eq(member.value())))
                .fetch();
        for (var row : rows) {
            var until = row.value1();
            if (until == null) {
                owed = Points.of(row.value2());
                waits = row.value3() > 0;
                extended = row.value4();
            } else {
                days.merge(ExpiryPolicy.lastDay(until, programme.zone()), Points.of(row.value2()), Points::plus);
            }
        }
        return new Balance(
                days.values().stream().reduce(Points.NONE, Points::plus),
                days.entrySet().stream()
                        .map(day -> new Expiring(day.getKey(), day.getValue()))
                        .toList(),
                owed,
                waits ? waiting(member) : List.of(),
                extended);
    }

    private List<Waiting> waiting(MemberId member) {
        var days = new TreeMap<LocalDate, Points>();
        dsl.select(POINTS_WAITING.OPEN_FROM, POINTS_WAITING.REMAINING)
                .from(POINTS_WAITING)
                .where(POINTS_WAITING.MEMBER_ID.eq(member.value()), POINTS_WAITING.OPEN_FROM.isNotNull())
                .forEach(row -> days.merge(
                        LocalDate.ofInstant(row.value1(), programme.zone()), Points.of(row.value2()), Points::plus));
        return days.entrySet().stream()
                .map(day -> new Waiting(day.getKey(), day.getValue()))
                .toList();
    }

    /** While nothing is over anywhere, nearly always between two sweeps, balances are what accounts say. */
    @Override
    public Map<MemberId, Points> of(Collection<MemberId> members) {
        var now = clock.instant();
        var ids = members.stream().map(MemberId::value).toList();
        var balances = new HashMap<MemberId, Points>();
        members.forEach(member -> balances.put(member, Points.NONE));
        if (firstEnd.get().isAfter(now)) {
            dsl.select(POINTS_ACCOUNT.MEMBER_ID, POINTS_ACCOUNT.BALANCE)
                    .from(POINTS_ACCOUNT)
                    .where(POINTS_ACCOUNT.MEMBER_ID.in(ids))
                    .forEach(row -> balances.put(new MemberId(row.value1()), Points.of(row.value2())));
            return balances;
        }
        var over = field(select(coalesce(sum(POINTS_LOT.REMAINING), val(BigDecimal.ZERO)))
                .from(POINTS_LOT)
                .where(POINTS_LOT.MEMBER_ID.eq(POINTS_ACCOUNT.MEMBER_ID), POINTS_LOT.OPEN_UNTIL.le(now)));
        dsl.select(POINTS_ACCOUNT.MEMBER_ID, POINTS_ACCOUNT.BALANCE, over)
                .from(POINTS_ACCOUNT)
                .where(POINTS_ACCOUNT.MEMBER_ID.in(ids))
                .forEach(row -> balances.put(
                        new MemberId(row.value1()),
                        Points.of(row.value2() - row.value3().longValueExact())));
        return balances;
    }

    private Instant readFirstEnd() {
        var first = dsl.select(min(POINTS_LOT.OPEN_UNTIL))
                .from(POINTS_LOT)
                .fetchSingle()
                .value1();
        return first == null ? Instant.MAX : first;
    }
}
