package io.perennial.points.adapter.jooq;

import static io.perennial.points.adapter.jooq.generated.tables.PointsAccount.POINTS_ACCOUNT;
import static io.perennial.points.adapter.jooq.generated.tables.PointsAllocation.POINTS_ALLOCATION;
import static io.perennial.points.adapter.jooq.generated.tables.PointsEntry.POINTS_ENTRY;
import static io.perennial.points.adapter.jooq.generated.tables.PointsLot.POINTS_LOT;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.sum;
import static org.jooq.impl.DSL.when;

import io.perennial.membership.MemberId;
import io.perennial.points.EntryKind;
import io.perennial.points.Points;
import io.perennial.points.VerifyLedger;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Select;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Goes through the ledger in ranges of member ids that have no gap between them, so that a row without an account is found
 * as well. Each range is read at one moment (REPEATABLE READ), so that what is booked meanwhile raises no false alarm.
 *
 * <p>Each check is one query that answers with the rows that are wrong and the two numbers that should be equal.
 */
@Repository
class JooqLedgerVerification implements VerifyLedger {

    private static final int MEMBERS = 1_000;
    private static final int MOST_FAULTS = 100;

    private final DSLContext dsl;
    private final TransactionTemplate oneMoment;

    JooqLedgerVerification(DSLContext dsl, PlatformTransactionManager transactions) {
        this.dsl = dsl;
        this.oneMoment = new TransactionTemplate(transactions);
        this.oneMoment.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.oneMoment.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        this.oneMoment.setReadOnly(true);
    }

    @Override
    public Report verify() {
        var report = new Report(0, 0, Points.NONE, List.of());
        UUID after = null;
        do {
            var start = after;
            var part = Objects.requireNonNull(oneMoment.execute(status -> part(start)));
            report = plus(report, part.report());
            after = part.last();
        } while (after != null);
        return report;
    }

    /** @param last where the next range begins; absent when this one reached the end */
    private record Part(Report report, @Nullable UUID last) {}

    private Part part(@Nullable UUID after) {
        var last = dsl.select(POINTS_ACCOUNT.MEMBER_ID)
                .from(POINTS_ACCOUNT)
                .where(after == null ? noCondition() : POINTS_ACCOUNT.MEMBER_ID.gt(after))
                .orderBy(POINTS_ACCOUNT.MEMBER_ID)
                .limit(inline(MEMBERS - 1), inline(1))
                .fetchOne(POINTS_ACCOUNT.MEMBER_ID);
        var range = new Range(after, last);
        var accounts = dsl.select(count(), sum(POINTS_ACCOUNT.BALANCE))
                .from(POINTS_ACCOUNT)
                .where(range.of(POINTS_ACCOUNT.MEMBER_ID))
                .fetchSingle();
        var entries = dsl.fetchCount(POINTS_ENTRY, range.of(POINTS_ENTRY.MEMBER_ID));
        var outstanding = accounts.value2();
        var faults = new ArrayList<Fault>();
        for (var check : checks(range)) {
            check.query().fetch().forEach(row -> faults.add(check.fault(row)));
        }
        return new Part(
                new Report(
                        accounts.value1(),
                        entries,
                        Points.of(outstanding == null ? 0 : Math.max(0, outstanding.longValueExact())),
                        faults),
                last);
    }

    private static Report plus(Report one, Report other) {
        var faults = new ArrayList<>(one.faults());
        other.faults().stream().limit(MOST_FAULTS - faults.size()).forEach(faults::add);
        return new Report(
                one.members() + other.members(),
                one.entries() + other.entries(),
                one.outstanding().plus(other.outstanding()),
                List.copyOf(faults));
    }

    /** @param until inclusive */
    private record Range(@Nullable UUID after, @Nullable UUID until) {

        Condition of(Field<UUID> member) {
            return (after == null ? noCondition() : member.gt(after))
                    .and(until == null ? noCondition() : member.le(until));
        }
    }

    /** @param text what is wrong, with {@code #} for the entry or lot and {@code 1}, {@code 2} for the numbers, in braces */
    private record Check(String text, Select<? extends Record> query) {

        /** A query's columns: member, sequence of an entry or lot, and two numbers. */
        Fault fault(Record row) {
            return new Fault(
                    new MemberId(Objects.requireNonNull(row.get(0, UUID.class))),
                    text.replace("{#}", String.valueOf(row.get(1)))
                            .replace("{1}", whole(row.get(2)))
                            .replace("{2}", whole(row.get(3))));
        }
    }

    /** The servers give sums of whole numbers decimals of different length. */
    private static String whole(@Nullable Object number) {
        return number instanceof BigDecimal decimal ? decimal.toBigInteger().toString() : String.valueOf(number);
    }

    private List<Check> checks(Range range) {
        var a = POINTS_ACCOUNT;
        var e = POINTS_ENTRY;
        var l = POINTS_LOT;
        var x = POINTS_ALLOCATION;
        var none = inline((Long) null);

        var entrySums = select(
                        e.MEMBER_ID,
                        sum(e.POINTS).as("points"),
                        count().as("entries"),
                        min(e.SEQ).as("first"),
                        max(e.SEQ).as("last"))
                .from(e)
                .where(range.of(e.MEMBER_ID))
                .groupBy(e.MEMBER_ID)
                .asTable("entry_sums");
        var entryMember = entrySums.field(e.MEMBER_ID);
        var entryPoints = coalesce(entrySums.field("points", BigDecimal.class), inline(BigDecimal.ZERO));
        var entryCount = coalesce(entrySums.field("entries", Integer.class), 0);
        var entryFirst = coalesce(entrySums.field("first", Long.class), 1L);
        var entryLast = coalesce(entrySums.field("last", Long.class), 0L);

        var lotSums = select(l.MEMBER_ID, sum(l.REMAINING).as("points"))
                .from(l)
                .where(range.of(l.MEMBER_ID))
                .groupBy(l.MEMBER_ID)
                .asTable("lot_sums");
        var lotMember = lotSums.field(l.MEMBER_ID);
        var lotPoints = coalesce(lotSums.field("points", BigDecimal.class), inline(BigDecimal.ZERO));

        var running = select(
                        e.MEMBER_ID,
                        e.SEQ,
                        e.BALANCE_AFTER,
                        sum(e.POINTS)
                                .over()
                                .partitionBy(e.MEMBER_ID)
                                .orderBy(e.SEQ)
                                .rowsUnboundedPreceding()
                                .as("points"))
                .from(e)
                .where(range.of(e.MEMBER_ID))
                .asTable("running");
        var balanceAfter = running.field(e.BALANCE_AFTER);
        var runningPoints = running.field("points", BigDecimal.class);

        var ofLot = select(x.MEMBER_ID, x.LOT_SEQ, sum(x.POINTS).as("points"))
                .from(x)
                .where(range.of(x.MEMBER_ID))
                .groupBy(x.MEMBER_ID, x.LOT_SEQ)
                .asTable("of_lot");
        var ofEntry = select(x.MEMBER_ID, x.ENTRY_SEQ, sum(x.POINTS).as("points"))
                .from(x)
                .where(range.of(x.MEMBER_ID))
                .groupBy(x.MEMBER_ID, x.ENTRY_SEQ)
                .asTable("of_entry");
        var drawnOfLot = coalesce(ofLot.field("points", BigDecimal.class), inline(BigDecimal.ZERO));
        var drawnByEntry = coalesce(ofEntry.field("points", BigDecimal.class), inline(BigDecimal.ZERO));
        var earned = e.KIND.eq(EntryKind.EARNED.name());
        // What an entry must have been matched by: a lot that it opened, or what it did to lots.
        var opened = when(earned, e.POINTS).otherwise(0L);
        var reversed = e.as("reversed");

        return List.of(
                new Check(
                        "balance {1} is not the sum of the entries {2}",
                        dsl.select(a.MEMBER_ID, none, a.BALANCE, entryPoints)
                                .from(a)
                                .leftJoin(entrySums)
                                .on(entryMember.eq(a.MEMBER_ID))
                                .where(
                                        range.of(a.MEMBER_ID),
                                        a.BALANCE.cast(BigDecimal.class).ne(entryPoints))
                                .limit(MOST_FAULTS)),
                new Check(
                        "balance {1} is not the sum of the open lots {2}",
                        dsl.select(a.MEMBER_ID, none, a.BALANCE, lotPoints)
                                .from(a)
                                .leftJoin(lotSums)
                                .on(lotMember.eq(a.MEMBER_ID))
                                .where(
                                        range.of(a.MEMBER_ID),
                                        a.BALANCE.cast(BigDecimal.class).ne(lotPoints))
                                .limit(MOST_FAULTS)),
                new Check(
                        "balance {1} is below zero",
                        dsl.select(a.MEMBER_ID, none, a.BALANCE, none)
                                .from(a)
                                .where(range.of(a.MEMBER_ID), a.BALANCE.lt(0L))
                                .limit(MOST_FAULTS)),
                new Check(
                        "the account counts {1} entries, the last of {2} stored ones is number {#}",
                        dsl.select(a.MEMBER_ID, entryLast, a.LAST_SEQ, entryCount)
                                .from(a)
                                .leftJoin(entrySums)
                                .on(entryMember.eq(a.MEMBER_ID))
                                .where(
                                        range.of(a.MEMBER_ID),
                                        a.LAST_SEQ
                                                .ne(entryLast)
                                                .or(entryLast.ne(entryCount.cast(Long.class)))
                                                .or(entryFirst.ne(1L)))
                                .limit(MOST_FAULTS)),
                new Check(
                        "entry {#}: balance after it is {1}, but the entries so far come to {2}",
                        dsl.select(running.field(e.MEMBER_ID), running.field(e.SEQ), balanceAfter, runningPoints)
                                .from(running)
                                .where(balanceAfter
                                        .cast(BigDecimal.class)
                                        .ne(runningPoints)
                                        .or(balanceAfter.lt(0L)))
                                .limit(MOST_FAULTS)),
                new Check(
                        "entry {#} has no account",
                        dsl.select(e.MEMBER_ID, e.SEQ, none, none)
                                .from(e)
                                .leftJoin(a)
                                .on(a.MEMBER_ID.eq(e.MEMBER_ID))
                                .where(range.of(e.MEMBER_ID), a.MEMBER_ID.isNull())
                                .limit(MOST_FAULTS)),
                new Check(
                        "entry {#} is of the wrong sign for its kind: {1}",
                        dsl.select(e.MEMBER_ID, e.SEQ, e.POINTS, none)
                                .from(e)
                                .where(range.of(e.MEMBER_ID), wrongSign())
                                .limit(MOST_FAULTS)),
                new Check(
                        "entry {#} earned {1}, but its lot began with {2}",
                        dsl.select(e.MEMBER_ID, e.SEQ, opened, coalesce(l.ORIGINAL, 0L))
                                .from(e)
                                .leftJoin(l)
                                .on(l.MEMBER_ID.eq(e.MEMBER_ID).and(l.SEQ.eq(e.SEQ)))
                                .where(range.of(e.MEMBER_ID), opened.ne(coalesce(l.ORIGINAL, 0L)))
                                .limit(MOST_FAULTS)),
                new Check(
                        "lot {#} of {1} points has no entry",
                        dsl.select(l.MEMBER_ID, l.SEQ, l.ORIGINAL, none)
                                .from(l)
                                .leftJoin(e)
                                .on(e.MEMBER_ID.eq(l.MEMBER_ID).and(e.SEQ.eq(l.SEQ)))
                                .where(range.of(l.MEMBER_ID), e.SEQ.isNull())
                                .limit(MOST_FAULTS)),
                new Check(
                        "lot {#}: {1} remain, but its beginning and its allocations come to {2}",
                        dsl.select(
                                        l.MEMBER_ID,
                                        l.SEQ,
                                        l.REMAINING,
                                        l.ORIGINAL.cast(BigDecimal.class).plus(drawnOfLot))
                                .from(l)
                                .leftJoin(ofLot)
                                .on(ofLot.field(x.MEMBER_ID)
                                        .eq(l.MEMBER_ID)
                                        .and(ofLot.field(x.LOT_SEQ).eq(l.SEQ)))
                                .where(
                                        range.of(l.MEMBER_ID),
                                        l.REMAINING
                                                .cast(BigDecimal.class)
                                                .ne(l.ORIGINAL
                                                        .cast(BigDecimal.class)
                                                        .plus(drawnOfLot))
                                                .or(l.REMAINING.lt(0L)))
                                .limit(MOST_FAULTS)),
                new Check(
                        "entry {#} moved {1}, but its allocations come to {2}",
                        dsl.select(e.MEMBER_ID, e.SEQ, e.POINTS, drawnByEntry)
                                .from(e)
                                .leftJoin(ofEntry)
                                .on(ofEntry.field(x.MEMBER_ID)
                                        .eq(e.MEMBER_ID)
                                        .and(ofEntry.field(x.ENTRY_SEQ).eq(e.SEQ)))
                                .where(
                                        range.of(e.MEMBER_ID),
                                        when(earned, 0L)
                                                .otherwise(e.POINTS)
                                                .cast(BigDecimal.class)
                                                .ne(drawnByEntry))
                                .limit(MOST_FAULTS)),
                new Check(
                        "an allocation of {1} points names entry {#} and lot {2}, and one of them does not exist",
                        dsl.select(x.MEMBER_ID, x.ENTRY_SEQ, x.POINTS, x.LOT_SEQ)
                                .from(x)
                                .leftJoin(e)
                                .on(e.MEMBER_ID.eq(x.MEMBER_ID).and(e.SEQ.eq(x.ENTRY_SEQ)))
                                .leftJoin(l)
                                .on(l.MEMBER_ID.eq(x.MEMBER_ID).and(l.SEQ.eq(x.LOT_SEQ)))
                                .where(range.of(x.MEMBER_ID), e.SEQ.isNull().or(l.SEQ.isNull()))
                                .limit(MOST_FAULTS)),
                new Check(
                        "entry {#} answers entry {1}, which does not come before it",
                        dsl.select(e.MEMBER_ID, e.SEQ, e.REVERSES_SEQ, none)
                                .from(e)
                                .leftJoin(reversed)
                                .on(reversed.MEMBER_ID
                                        .eq(e.MEMBER_ID)
                                        .and(reversed.SEQ.eq(e.REVERSES_SEQ))
                                        .and(reversed.SEQ.lt(e.SEQ)))
                                .where(range.of(e.MEMBER_ID), e.REVERSES_SEQ.isNotNull(), reversed.SEQ.isNull())
                                .limit(MOST_FAULTS)));
    }

    private static Condition wrongSign() {
        var kind = POINTS_ENTRY.KIND;
        var points = POINTS_ENTRY.POINTS;
        return kind.eq(EntryKind.EARNED.name())
                .and(points.lt(0L))
                .or(kind.eq(EntryKind.GIVEN_BACK.name()).and(points.le(0L)))
                .or(kind.eq(EntryKind.TAKEN_BACK.name()).and(points.gt(0L)))
                .or(kind.in(EntryKind.SPENT.name(), EntryKind.EXPIRED.name()).and(points.ge(0L)))
                .or(kind.notIn(java.util.Arrays.stream(EntryKind.values())
                        .map(EntryKind::name)
                        .toList()));
    }
}
