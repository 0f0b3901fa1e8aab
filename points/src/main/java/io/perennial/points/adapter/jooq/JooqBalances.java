package io.perennial.points.adapter.jooq;

import static io.perennial.points.adapter.jooq.generated.tables.PointsAccount.POINTS_ACCOUNT;
import static io.perennial.points.adapter.jooq.generated.tables.PointsExtension.POINTS_EXTENSION;
import static io.perennial.points.adapter.jooq.generated.tables.PointsLot.POINTS_LOT;
import static io.perennial.points.adapter.jooq.generated.tables.PointsNotice.POINTS_NOTICE;
import static io.perennial.points.adapter.jooq.generated.tables.PointsWaiting.POINTS_WAITING;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.param;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.sum;

import io.perennial.membership.MemberId;
import io.perennial.membership.Memory;
import io.perennial.membership.Programme;
import io.perennial.membership.RunTransactions;
import io.perennial.points.Points;
import io.perennial.points.ReadBalance;
import io.perennial.points.domain.ExpiryPolicy;
import io.perennial.points.domain.PointsPolicies;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.stereotype.Repository;

/**
 * A balance reads the same before and after the sweep: what is over and was told of in time is no longer the member's and is
 * left out; what is over and will live on, because nobody told of it, is there with the end that it gets.
 */
@Repository
class JooqBalances implements ReadBalance {

    private final DSLContext dsl;
    private final JdbcOperations jdbc;
    private final String balanceOfOne;
    private final Programme programme;
    private final PointsPolicies policies;
    private final Clock clock;

    /** When the first of all open lots ends. One that ends even sooner and is opened meanwhile is heard of two seconds later. */
    private final Memory<Instant> firstEnd;

    JooqBalances(
            DSLContext dsl,
            JdbcOperations jdbc,
            Programme programme,
            PointsPolicies policies,
            RunTransactions transactions,
            Clock clock) {
        this.dsl = dsl;
        this.jdbc = jdbc;
        this.balanceOfOne = dsl.select(POINTS_ACCOUNT.BALANCE)
                .from(POINTS_ACCOUNT)
                .where(POINTS_ACCOUNT.MEMBER_ID.eq(param("member", POINTS_ACCOUNT.MEMBER_ID)))
                .getSQL();
        this.programme = programme;
        this.policies = policies;
        this.clock = clock;
        this.firstEnd = new Memory<>(transactions, clock, this::readFirstEnd);
    }

    @Override
    public Balance of(MemberId member) {
        return of(member, clock.instant(), noCondition());
    }

    @Override
    public Balance soon(MemberId member) {
        var now = clock.instant();
        return of(member, now, POINTS_LOT.OPEN_UNTIL.le(policies.at(now).announcedUntil(now)));
    }

    /** What is there is what the account says less what is over; so nobody has to add up lots that are not named. */
    private Balance of(MemberId member, Instant now, Condition named) {
        var points = Points.NONE;
        var over = Points.NONE;
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
                        inline((Long) null),
                        inline((Boolean) null),
                        inline((Instant) null, POINTS_NOTICE.SHOWN_AT))
                .from(POINTS_LOT)
                .where(POINTS_LOT.MEMBER_ID.eq(member.value()), POINTS_LOT.OPEN_UNTIL.gt(now), named)
                .groupBy(POINTS_LOT.OPEN_UNTIL)
                .unionAll(select(
                                POINTS_LOT.OPEN_UNTIL,
                                POINTS_LOT.REMAINING,
                                inline((Long) null),
                                inline((Long) null),
                                inline((Boolean) null),
                                POINTS_NOTICE.SHOWN_AT)
                        .from(POINTS_LOT)
                        .leftJoin(POINTS_NOTICE)
                        .on(Notices.ofLots())
                        .where(POINTS_LOT.MEMBER_ID.eq(member.value()), POINTS_LOT.OPEN_UNTIL.le(now)))
                .unionAll(select(
                                inline((Instant) null, POINTS_LOT.OPEN_UNTIL),
                                POINTS_ACCOUNT.BALANCE,
                                POINTS_ACCOUNT.OWED,
                                POINTS_ACCOUNT.PENDING,
                                field(wasExtended),
                                inline((Instant) null, POINTS_NOTICE.SHOWN_AT))
                        .from(POINTS_ACCOUNT)
                        .where(POINTS_ACCOUNT.MEMBER_ID.eq(member.value())))
                .fetch();
        for (var row : rows) {
            var until = row.value1();
            if (until == null) {
                points = Points.of(row.value2());
                owed = Points.of(row.value3());
                waits = row.value4() > 0;
                extended = row.value5();
                continue;
            }
            var remaining = Points.of(row.value2());
            var end = livesUntil(until, row.value6(), now);
            if (end.isPresent()) {
                days.merge(ExpiryPolicy.lastDay(end.get(), programme.zone()), remaining, Points::plus);
            } else {
                over = over.plus(remaining);
            }
        }
        return new Balance(
                points.minus(over),
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
        if (members.size() == 1 && firstEnd.get().isAfter(now)) {
            var one = members.iterator().next();
            return Map.of(one, ofOne(one));
        }
        var ids = members.stream().map(MemberId::value).toList();
        var balances = new HashMap<MemberId, Points>();
        members.forEach(member -> balances.put(member, Points.NONE));
        var sums = new HashMap<MemberId, Long>();
        if (firstEnd.get().isAfter(now)) {
            dsl.select(POINTS_ACCOUNT.MEMBER_ID, POINTS_ACCOUNT.BALANCE)
                    .from(POINTS_ACCOUNT)
                    .where(POINTS_ACCOUNT.MEMBER_ID.in(ids))
                    .forEach(row -> balances.put(new MemberId(row.value1()), Points.of(row.value2())));
            return balances;
        }
        dsl.select(
                        POINTS_ACCOUNT.MEMBER_ID,
                        POINTS_ACCOUNT.BALANCE,
                        inline((Instant) null, POINTS_LOT.OPEN_UNTIL),
                        inline((Instant) null, POINTS_NOTICE.SHOWN_AT))
                .from(POINTS_ACCOUNT)
                .where(POINTS_ACCOUNT.MEMBER_ID.in(ids))
                .unionAll(select(
                                POINTS_LOT.MEMBER_ID,
                                POINTS_LOT.REMAINING.neg(),
                                POINTS_LOT.OPEN_UNTIL,
                                POINTS_NOTICE.SHOWN_AT)
                        .from(POINTS_LOT)
                        .leftJoin(POINTS_NOTICE)
                        .on(Notices.ofLots())
                        .where(POINTS_LOT.MEMBER_ID.in(ids), POINTS_LOT.OPEN_UNTIL.le(now)))
                .forEach(row -> {
                    var end = row.value3();
                    if (end == null || livesUntil(end, row.value4(), now).isEmpty()) {
                        sums.merge(new MemberId(row.value1()), row.value2(), Long::sum);
                    }
                });
        sums.forEach((member, points) -> balances.put(member, Points.of(points)));
        return balances;
    }

    /** Asked for by every page of the portal: jOOQ writes its text once, as that took as long as all the rest. */
    private Points ofOne(MemberId member) {
        return Objects.requireNonNull(jdbc.query(
                balanceOfOne,
                statement -> statement.setBytes(1, Uuids.bytes(member.value())),
                row -> row.next() ? Points.of(row.getLong(1)) : Points.NONE));
    }

    /** The policy matters only to what is over, which there is for an hour at most. */
    private Optional<Instant> livesUntil(Instant end, @Nullable Instant shownAt, Instant now) {
        return end.isAfter(now) ? Optional.of(end) : policies.at(now).livesUntil(end, shownAt, now);
    }

    private Instant readFirstEnd() {
        var first = dsl.select(min(POINTS_LOT.OPEN_UNTIL))
                .from(POINTS_LOT)
                .fetchSingle()
                .value1();
        return first == null ? Instant.MAX : first;
    }
}
