package io.perennial.points.adapter.jooq;

import static io.perennial.points.adapter.jooq.generated.tables.PointsExtension.POINTS_EXTENSION;
import static io.perennial.points.adapter.jooq.generated.tables.PointsLot.POINTS_LOT;
import static io.perennial.points.adapter.jooq.generated.tables.PointsNotice.POINTS_NOTICE;
import static org.jooq.impl.DSL.greatest;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.sum;
import static org.jooq.impl.DSL.val;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import io.perennial.membership.MemberId;
import io.perennial.membership.Programme;
import io.perennial.membership.StaffId;
import io.perennial.points.Points;
import io.perennial.points.ReadExtensions;
import io.perennial.points.domain.ExpiryPolicy;
import io.perennial.points.domain.LotLives;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Repository;

@Repository
class JooqLotLives implements LotLives, ReadExtensions {

    private static final int MOST = 200;
    private static final NoArgGenerator IDS = Generators.timeBasedEpochGenerator();

    private final DSLContext dsl;
    private final Programme programme;

    JooqLotLives(DSLContext dsl, Programme programme) {
        this.dsl = dsl;
        this.programme = programme;
    }

    @Override
    public List<Ending> ending(Optional<Ending> after, Instant until, int limit) {
        // The lots first, then what was shown of them: joined, all that end would be read and sorted for each page.
        var lots = dsl.select(POINTS_LOT.MEMBER_ID, POINTS_LOT.SEQ, POINTS_LOT.OPEN_UNTIL)
                .from(POINTS_LOT)
                .where(
                        POINTS_LOT.OPEN_UNTIL.lt(until),
                        after.map(JooqLotLives::behind).orElseGet(DSL::noCondition))
                .orderBy(POINTS_LOT.OPEN_UNTIL, POINTS_LOT.MEMBER_ID, POINTS_LOT.SEQ)
                .limit(limit)
                .asTable("lots");
        var member = lots.field(POINTS_LOT.MEMBER_ID);
        var sequence = lots.field(POINTS_LOT.SEQ);
        var end = lots.field(POINTS_LOT.OPEN_UNTIL);
        return dsl.select(member, sequence, end, POINTS_NOTICE.SHOWN_AT)
                .from(lots)
                .leftJoin(POINTS_NOTICE)
                .on(POINTS_NOTICE.MEMBER_ID.eq(member), POINTS_NOTICE.EXPIRES_AT.eq(end))
                .orderBy(end, member, sequence)
                .fetch(row -> new Ending(new MemberId(row.value1()), row.value2(), row.value3(), row.value4()));
    }

    /** Written so that each line names a stretch of the index: what lies before it is not read again. */
    private static Condition behind(Ending last) {
        var lot = POINTS_LOT;
        var end = last.expiresAt();
        var member = last.member().value();
        return lot.OPEN_UNTIL
                .gt(end)
                .or(lot.OPEN_UNTIL.eq(end).and(lot.MEMBER_ID.gt(member)))
                .or(lot.OPEN_UNTIL.eq(end).and(lot.MEMBER_ID.eq(member)).and(lot.SEQ.gt(last.sequence())));
    }

    @Override
    public void extend(Collection<Longer> lots, Extension extension) {
        if (lots.isEmpty()) {
            return;
        }
        var id = IDS.generate();
        var insert = dsl.insertInto(
                POINTS_EXTENSION,
                POINTS_EXTENSION.MEMBER_ID,
                POINTS_EXTENSION.EXTENSION_ID,
                POINTS_EXTENSION.LOT_SEQ,
                POINTS_EXTENSION.POINTS,
                POINTS_EXTENSION.WAS_UNTIL,
                POINTS_EXTENSION.IS_UNTIL,
                POINTS_EXTENSION.REASON,
                POINTS_EXTENSION.NOTE,
                POINTS_EXTENSION.EXTENDED_BY,
                POINTS_EXTENSION.EXTENDED_AT);
        var byEnd = new TreeMap<Instant, Map<UUID, Collection<Long>>>();
        for (var each : lots) {
            var member = each.member().value();
            insert = insert.values(
                    member,
                    id,
                    each.lot().sequence(),
                    each.lot().remaining().value(),
                    each.lot().expiresAt(),
                    each.until(),
                    extension.cause().name(),
                    extension.note(),
                    extension.by() == null ? null : extension.by().value(),
                    extension.at());
            byEnd.computeIfAbsent(each.until(), end -> new TreeMap<>())
                    .computeIfAbsent(member, someone -> new HashSet<>())
                    .add(each.lot().sequence());
        }
        insert.execute();
        byEnd.forEach((end, these) -> dsl.update(POINTS_LOT)
                .set(POINTS_LOT.EXPIRES_AT, end)
                .where(DSL.or(these.entrySet().stream()
                        .map(each -> POINTS_LOT.MEMBER_ID.eq(each.getKey()).and(POINTS_LOT.SEQ.in(each.getValue())))
                        .toList()))
                .execute());
    }

    @Override
    public void slide(Map<MemberId, Instant> ends, Instant now) {
        if (ends.isEmpty()) {
            return;
        }
        var sorted = new TreeMap<>(ends);
        var latest = sorted.values().stream().max(Instant::compareTo).orElseThrow();
        dsl.update(POINTS_LOT)
                .set(POINTS_LOT.EXPIRES_AT, greatest(POINTS_LOT.EXPIRES_AT, endOf(sorted)))
                .where(
                        POINTS_LOT.MEMBER_ID.in(
                                sorted.keySet().stream().map(MemberId::value).toList()),
                        POINTS_LOT.OPEN_UNTIL.gt(now),
                        POINTS_LOT.OPEN_UNTIL.lt(latest))
                .execute();
    }

    private static Field<Instant> endOf(Map<MemberId, Instant> ends) {
        var distinct = new HashSet<>(ends.values());
        if (distinct.size() == 1) {
            return val(distinct.iterator().next(), POINTS_LOT.EXPIRES_AT);
        }
        return DSL.case_(POINTS_LOT.MEMBER_ID)
                .mapFields(ends.entrySet().stream()
                        .collect(Collectors.toMap(
                                each -> val(each.getKey().value(), POINTS_LOT.MEMBER_ID),
                                each -> val(each.getValue(), POINTS_LOT.EXPIRES_AT))))
                .else_(POINTS_LOT.EXPIRES_AT);
    }

    @Override
    public Map<Instant, Instant> shown(MemberId member, Collection<Instant> ends) {
        return dsl.select(POINTS_NOTICE.EXPIRES_AT, POINTS_NOTICE.SHOWN_AT)
                .from(POINTS_NOTICE)
                .where(POINTS_NOTICE.MEMBER_ID.eq(member.value()), POINTS_NOTICE.EXPIRES_AT.in(ends))
                .fetchMap(POINTS_NOTICE.EXPIRES_AT, POINTS_NOTICE.SHOWN_AT);
    }

    @Override
    public void shown(MemberId member, Collection<Instant> ends, Instant at) {
        if (ends.isEmpty()) {
            return;
        }
        var insert = dsl.insertInto(
                POINTS_NOTICE, POINTS_NOTICE.MEMBER_ID, POINTS_NOTICE.EXPIRES_AT, POINTS_NOTICE.SHOWN_AT);
        for (var end : ends) {
            insert = insert.values(member.value(), end, at);
        }
        insert.onDuplicateKeyIgnore().execute();
    }

    @Override
    public List<Shown> ends(MemberId member, Instant from, Instant until) {
        var remaining = sum(POINTS_LOT.REMAINING);
        var shownAt = min(POINTS_NOTICE.SHOWN_AT);
        return dsl.select(POINTS_LOT.OPEN_UNTIL, remaining, shownAt)
                .from(POINTS_LOT)
                .leftJoin(POINTS_NOTICE)
                .on(
                        POINTS_NOTICE.MEMBER_ID.eq(POINTS_LOT.MEMBER_ID),
                        POINTS_NOTICE.EXPIRES_AT.eq(POINTS_LOT.OPEN_UNTIL))
                .where(
                        POINTS_LOT.MEMBER_ID.eq(member.value()),
                        POINTS_LOT.OPEN_UNTIL.gt(from),
                        POINTS_LOT.OPEN_UNTIL.lt(until))
                .groupBy(POINTS_LOT.OPEN_UNTIL)
                .orderBy(POINTS_LOT.OPEN_UNTIL)
                .fetch(row -> new Shown(
                        row.get(POINTS_LOT.OPEN_UNTIL), row.get(remaining).longValueExact(), row.get(shownAt)));
    }

    @Override
    public List<Extended> of(MemberId member, int limit) {
        if (limit < 1 || limit > MOST) {
            throw new IllegalArgumentException("1 to " + MOST + " extensions");
        }
        var points = sum(POINTS_EXTENSION.POINTS);
        var at = min(POINTS_EXTENSION.EXTENDED_AT);
        var reason = min(POINTS_EXTENSION.REASON);
        var note = min(POINTS_EXTENSION.NOTE);
        return dsl.select(
                        POINTS_EXTENSION.EXTENSION_ID,
                        POINTS_EXTENSION.WAS_UNTIL,
                        POINTS_EXTENSION.IS_UNTIL,
                        POINTS_EXTENSION.EXTENDED_BY,
                        points,
                        at,
                        reason,
                        note)
                .from(POINTS_EXTENSION)
                .where(POINTS_EXTENSION.MEMBER_ID.eq(member.value()))
                .groupBy(
                        POINTS_EXTENSION.EXTENSION_ID,
                        POINTS_EXTENSION.WAS_UNTIL,
                        POINTS_EXTENSION.IS_UNTIL,
                        POINTS_EXTENSION.EXTENDED_BY)
                .orderBy(POINTS_EXTENSION.EXTENSION_ID.desc(), POINTS_EXTENSION.WAS_UNTIL)
                .limit(limit)
                .fetch(row -> new Extended(
                        row.get(at),
                        Cause.valueOf(row.get(reason)),
                        ExpiryPolicy.lastDay(row.get(POINTS_EXTENSION.WAS_UNTIL), programme.zone()),
                        ExpiryPolicy.lastDay(row.get(POINTS_EXTENSION.IS_UNTIL), programme.zone()),
                        Points.of(row.get(points).longValueExact()),
                        Optional.ofNullable(row.get(POINTS_EXTENSION.EXTENDED_BY))
                                .map(StaffId::new),
                        Optional.ofNullable(row.get(note))));
    }
}
