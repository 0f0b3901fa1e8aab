package io.perennial.points.adapter.jooq;

import static io.perennial.points.adapter.jooq.generated.tables.PointsAllocation.POINTS_ALLOCATION;
import static io.perennial.points.adapter.jooq.generated.tables.PointsEntry.POINTS_ENTRY;
import static io.perennial.points.adapter.jooq.generated.tables.PointsLot.POINTS_LOT;
import static io.perennial.points.adapter.jooq.generated.tables.PointsWaiting.POINTS_WAITING;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.lag;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.sum;
import static org.jooq.impl.DSL.when;

import io.perennial.points.EntryKind;
import io.perennial.points.VerifyLedger.Breach;
import io.perennial.points.adapter.jooq.generated.tables.PointsAllocation;
import io.perennial.points.adapter.jooq.generated.tables.PointsEntry;
import io.perennial.points.adapter.jooq.generated.tables.PointsLot;
import io.perennial.points.adapter.jooq.generated.tables.PointsWaiting;
import java.math.BigDecimal;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Record4;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;

/**
 * Lots, what waits, and what entries drew of them or gave back. Each query answers only with the rows that are wrong in some
 * way, and what each of them should agree with.
 */
final class LotChecks {

    private static final PointsAllocation X = POINTS_ALLOCATION;
    private static final PointsEntry E = POINTS_ENTRY;
    private static final PointsLot L = POINTS_LOT;
    private static final PointsWaiting W = POINTS_WAITING;

    private final DSLContext dsl;
    private final Faults faults;

    LotChecks(DSLContext dsl, Faults faults) {
        this.dsl = dsl;
        this.faults = faults;
    }

    void check(MemberSet members) {
        lots(members);
        parts(members);
        entries(members);
        allocations(members);
    }

    /** Sums of the allocations by lot or by entry. */
    private record Moved(
            Table<Record4<UUID, Long, BigDecimal, BigDecimal>> table,
            Field<Long> sequence,
            Field<BigDecimal> points,
            Field<BigDecimal> pending) {

        static Moved by(Field<Long> sequence, MemberSet members) {
            var table = select(
                            X.MEMBER_ID,
                            sequence,
                            sum(X.POINTS).as("points"),
                            sum(X.PENDING).as("pending"))
                    .from(X)
                    .where(members.of(X.MEMBER_ID))
                    .groupBy(X.MEMBER_ID, sequence)
                    .asTable("moved");
            return new Moved(
                    table,
                    table.field(sequence),
                    coalesce(table.field("points", BigDecimal.class), inline(BigDecimal.ZERO)),
                    coalesce(table.field("pending", BigDecimal.class), inline(BigDecimal.ZERO)));
        }

        Condition of(Field<UUID> member, Field<Long> number) {
            return table.field(X.MEMBER_ID).eq(member).and(sequence.eq(number));
        }
    }

    private void lots(MemberSet members) {
        var moved = Moved.by(X.LOT_SEQ, members);
        var rest = exact(L.ORIGINAL).plus(moved.points());
        dsl.select(L.MEMBER_ID, L.SEQ, L.ORIGINAL, L.REMAINING, rest, E.SEQ)
                .from(L)
                .leftJoin(E)
                .on(E.MEMBER_ID.eq(L.MEMBER_ID), E.SEQ.eq(L.SEQ))
                .leftJoin(moved.table())
                .on(moved.of(L.MEMBER_ID, L.SEQ))
                .where(
                        members.of(L.MEMBER_ID),
                        E.SEQ.isNull().or(exact(L.REMAINING).ne(rest)).or(L.REMAINING.lt(0L)))
                .limit(Faults.MOST)
                .forEach(row -> ofLot(
                        row, row.value3(), row.value4(), row.value5(), Breach.LOT_WITHOUT_ENTRY, Breach.LOT_REMAINING));
    }

    private void parts(MemberSet members) {
        var moved = Moved.by(X.LOT_SEQ, members);
        var rest = exact(W.ORIGINAL).plus(moved.pending());
        dsl.select(W.MEMBER_ID, W.SEQ, W.ORIGINAL, W.REMAINING, rest, E.SEQ)
                .from(W)
                .leftJoin(E)
                .on(E.MEMBER_ID.eq(W.MEMBER_ID), E.SEQ.eq(W.SEQ))
                .leftJoin(moved.table())
                .on(moved.of(W.MEMBER_ID, W.SEQ))
                .where(
                        members.of(W.MEMBER_ID),
                        E.SEQ.isNull().or(exact(W.REMAINING).ne(rest)).or(W.REMAINING.lt(0L)))
                .limit(Faults.MOST)
                .forEach(row -> ofLot(
                        row,
                        row.value3(),
                        row.value4(),
                        row.value5(),
                        Breach.PART_WITHOUT_ENTRY,
                        Breach.PART_REMAINING));
    }

    private void ofLot(
            Record row, long original, long remaining, BigDecimal rest, Breach withoutEntry, Breach wrongRest) {
        var member = row.get(0, UUID.class);
        var sequence = row.get(1, Long.class);
        if (row.get(E.SEQ) == null) {
            faults.add(withoutEntry, member, sequence, original, null);
        }
        if (remaining < 0 || remaining != rest.longValue()) {
            faults.add(wrongRest, member, sequence, remaining, rest);
        }
    }

    /** What an entry opened, promised and moved: its points are a new lot, or of lots that were there, or owed or repaid. */
    private void entries(MemberSet members) {
        var owedBefore =
                coalesce(lag(E.OWED_AFTER).over().partitionBy(E.MEMBER_ID).orderBy(E.SEQ), inline(0L));
        var opened = when(opensLot(), E.POINTS).otherwise(0L);
        var entry = select(
                        E.MEMBER_ID,
                        E.SEQ,
                        opened.as("opened"),
                        when(E.KIND.eq(EntryKind.RELEASED.name()), E.REVERSES_SEQ)
                                .when(E.PENDING.le(0L), E.SEQ)
                                .as("lot"),
                        E.POINTS
                                .minus(opened)
                                .plus(E.OWED_AFTER)
                                .minus(owedBefore)
                                .as("moved"),
                        when(E.PENDING.gt(0L).andNot(comesBack()), E.PENDING)
                                .otherwise(0L)
                                .as("promised"),
                        when(E.PENDING.lt(0L).or(comesBack()), E.PENDING)
                                .otherwise(0L)
                                .as("shortened"))
                .from(E)
                .where(members.of(E.MEMBER_ID))
                .asTable("entry");
        var member = entry.field(E.MEMBER_ID);
        var sequence = entry.field(E.SEQ);
        var opening = entry.field("opened", Long.class);
        var moving = entry.field("moved", Long.class);
        var promising = entry.field("promised", Long.class);
        var shortening = entry.field("shortened", Long.class);
        var moved = Moved.by(X.ENTRY_SEQ, members);
        var ofLot = coalesce(L.ORIGINAL, inline(0L));
        var ofPart = coalesce(W.ORIGINAL, inline(0L));
        dsl.select(
                        member,
                        sequence,
                        opening,
                        ofLot,
                        moving,
                        moved.points(),
                        promising,
                        ofPart,
                        shortening,
                        moved.pending())
                .from(entry)
                .leftJoin(L)
                .on(L.MEMBER_ID.eq(member), L.SEQ.eq(entry.field("lot", Long.class)))
                .leftJoin(W)
                .on(W.MEMBER_ID.eq(member), W.SEQ.eq(sequence))
                .leftJoin(moved.table())
                .on(moved.of(member, sequence))
                .where(opening.ne(ofLot)
                        .or(promising.ne(ofPart))
                        .or(exact(moving).ne(moved.points()))
                        .or(exact(shortening).ne(moved.pending())))
                .limit(Faults.MOST)
                .forEach(row -> {
                    var whose = row.value1();
                    var number = row.value2();
                    faults.compare(Breach.ENTRY_LOT, whose, number, row.value3(), row.value4());
                    faults.compare(
                            Breach.ENTRY_ALLOCATIONS,
                            whose,
                            number,
                            row.value5(),
                            row.value6().longValue());
                    faults.compare(Breach.ENTRY_PART, whose, number, row.value7(), row.value8());
                    faults.compare(
                            Breach.ENTRY_PART_ALLOCATIONS,
                            whose,
                            number,
                            row.value9(),
                            row.value10().longValue());
                });
    }

    private void allocations(MemberSet members) {
        dsl.select(X.MEMBER_ID, X.ENTRY_SEQ, X.POINTS.plus(X.PENDING), X.LOT_SEQ)
                .from(X)
                .leftJoin(E)
                .on(E.MEMBER_ID.eq(X.MEMBER_ID), E.SEQ.eq(X.ENTRY_SEQ))
                .leftJoin(L)
                .on(L.MEMBER_ID.eq(X.MEMBER_ID), L.SEQ.eq(X.LOT_SEQ))
                .leftJoin(W)
                .on(W.MEMBER_ID.eq(X.MEMBER_ID), W.SEQ.eq(X.LOT_SEQ))
                .where(
                        members.of(X.MEMBER_ID),
                        E.SEQ.isNull()
                                .or(X.POINTS.ne(0L).and(L.SEQ.isNull()))
                                .or(X.PENDING.ne(0L).and(W.SEQ.isNull())))
                .limit(Faults.MOST)
                .forEach(row -> faults.add(
                        Breach.ALLOCATION_WITHOUT_ENDS, row.value1(), row.value2(), row.value3(), row.value4()));
    }

    /** Kinds that bring points in from elsewhere; what comes back from a spending goes to the lots that it came from. */
    private static Condition opensLot() {
        return E.KIND.in(
                        EntryKind.EARNED.name(),
                        EntryKind.RELEASED.name(),
                        EntryKind.GRANTED.name(),
                        EntryKind.REINSTATED.name())
                .or(E.KIND.eq(EntryKind.RECEIVED.name()).and(E.REVERSES_SEQ.isNull()))
                .or(E.KIND.in(EntryKind.ADJUSTED.name(), EntryKind.MERGED.name())
                        .and(E.POINTS.gt(0L))
                        .andNot(comesBack()));
    }

    /** What was merged away and comes back goes to the lots and parts that it came from. */
    private static Condition comesBack() {
        return E.KIND.eq(EntryKind.MERGED.name()).and(E.REVERSES_SEQ.isNotNull());
    }

    private static Field<BigDecimal> exact(@Nullable Field<Long> number) {
        return java.util.Objects.requireNonNull(number).cast(BigDecimal.class);
    }
}
