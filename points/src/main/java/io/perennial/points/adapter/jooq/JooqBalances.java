package io.perennial.points.adapter.jooq;

import static io.perennial.points.adapter.jooq.generated.tables.PointsAccount.POINTS_ACCOUNT;
import static io.perennial.points.adapter.jooq.generated.tables.PointsLot.POINTS_LOT;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.sum;
import static org.jooq.impl.DSL.val;

import io.perennial.membership.MemberId;
import io.perennial.membership.Programme;
import io.perennial.points.Points;
import io.perennial.points.ReadBalance;
import io.perennial.points.domain.ExpiryPolicy;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
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

    private static final int DAYS = 12;

    private final DSLContext dsl;
    private final Programme programme;
    private final Clock clock;

    JooqBalances(DSLContext dsl, Programme programme, Clock clock) {
        this.dsl = dsl;
        this.programme = programme;
        this.clock = clock;
    }

    @Override
    public Balance of(MemberId member) {
        var days = new TreeMap<LocalDate, Points>();
        var remaining = sum(POINTS_LOT.REMAINING);
        dsl.select(POINTS_LOT.OPEN_UNTIL, remaining)
                .from(POINTS_LOT)
                .where(POINTS_LOT.MEMBER_ID.eq(member.value()), POINTS_LOT.OPEN_UNTIL.gt(clock.instant()))
                .groupBy(POINTS_LOT.OPEN_UNTIL)
                .orderBy(POINTS_LOT.OPEN_UNTIL)
                .forEach(row -> days.merge(
                        ExpiryPolicy.lastDay(row.get(POINTS_LOT.OPEN_UNTIL), programme.zone()),
                        Points.of(row.get(remaining).longValueExact()),
                        Points::plus));
        return new Balance(
                days.values().stream().reduce(Points.NONE, Points::plus),
                days.entrySet().stream()
                        .limit(DAYS)
                        .map(day -> new Expiring(day.getKey(), day.getValue()))
                        .toList());
    }

    @Override
    public Map<MemberId, Points> of(Collection<MemberId> members) {
        var over = dsl.select(coalesce(sum(POINTS_LOT.REMAINING), val(BigDecimal.ZERO)))
                .from(POINTS_LOT)
                .where(POINTS_LOT.MEMBER_ID.eq(POINTS_ACCOUNT.MEMBER_ID), POINTS_LOT.OPEN_UNTIL.le(clock.instant()))
                .asField("over");
        var balances = new HashMap<MemberId, Points>();
        members.forEach(member -> balances.put(member, Points.NONE));
        dsl.select(POINTS_ACCOUNT.MEMBER_ID, POINTS_ACCOUNT.BALANCE, over)
                .from(POINTS_ACCOUNT)
                .where(POINTS_ACCOUNT.MEMBER_ID.in(
                        members.stream().map(MemberId::value).toList()))
                .forEach(row -> balances.put(
                        new MemberId(row.get(POINTS_ACCOUNT.MEMBER_ID)),
                        Points.of(row.get(POINTS_ACCOUNT.BALANCE) - ((BigDecimal) row.get(over)).longValueExact())));
        return balances;
    }
}
