package io.perennial.points.adapter.jooq;

import static io.perennial.points.adapter.jooq.generated.tables.PointsAccount.POINTS_ACCOUNT;
import static io.perennial.points.adapter.jooq.generated.tables.PointsAllocation.POINTS_ALLOCATION;
import static io.perennial.points.adapter.jooq.generated.tables.PointsEntry.POINTS_ENTRY;
import static io.perennial.points.adapter.jooq.generated.tables.PointsLot.POINTS_LOT;
import static io.perennial.points.adapter.jooq.generated.tables.PointsWaiting.POINTS_WAITING;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.lag;
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
import io.perennial.points.domain.Fingerprint;
import io.perennial.points.domain.SealedText;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
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

    /** Read at once to compute their hashes. */
    private static final int ENTRIES = 5_000;

    static final List<Field<?>> SEALED = List.of(
            POINTS_ENTRY.MEMBER_ID,
            POINTS_ENTRY.SEQ,
            POINTS_ENTRY.KIND,
            POINTS_ENTRY.POINTS,
            POINTS_ENTRY.PENDING,
            POINTS_ENTRY.GROWTH,
            POINTS_ENTRY.BALANCE_AFTER,
            POINTS_ENTRY.OWED_AFTER,
            POINTS_ENTRY.BUSINESS_KEY,
            POINTS_ENTRY.ACTIVITY_ID,
            POINTS_ENTRY.RULE_ID,
            POINTS_ENTRY.RULE_VERSION,
            POINTS_ENTRY.REVERSES_SEQ,
            POINTS_ENTRY.HAPPENED_AT,
            POINTS_ENTRY.BOOKED_AT,
            POINTS_ENTRY.WHY,
            POINTS_ENTRY.HASH);

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
        faults.addAll(brokenChains(range));
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
        var w = POINTS_WAITING;
        var x = POINTS_ALLOCATION;
        var net = a.BALANCE.minus(a.OWED);
        var none = inline((Long) null);

        var entrySums = select(
                        e.MEMBER_ID,
                        sum(e.POINTS).as("points"),
                        sum(e.PENDING).as("pending"),
                        count().as("entries"),
                        min(e.SEQ).as("first"),
                        max(e.SEQ).as("last"))
                .from(e)
                .where(range.of(e.MEMBER_ID))
                .groupBy(e.MEMBER_ID)
                .asTable("entry_sums");
        var entryMember = entrySums.field(e.MEMBER_ID);
        var entryPoints = coalesce(entrySums.field("points", BigDecimal.class), inline(BigDecimal.ZERO));
        var entryPending = coalesce(entrySums.field("pending", BigDecimal.class), inline(BigDecimal.ZERO));
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

        var waitingSums = select(w.MEMBER_ID, sum(w.REMAINING).as("points"))
                .from(w)
                .where(range.of(w.MEMBER_ID))
                .groupBy(w.MEMBER_ID)
                .asTable("waiting_sums");
        var waitingMember = waitingSums.field(w.MEMBER_ID);
        var waitingPoints = coalesce(waitingSums.field("points", BigDecimal.class), inline(BigDecimal.ZERO));

        var running = select(
                        e.MEMBER_ID,
                        e.SEQ,
                        e.BALANCE_AFTER.minus(e.OWED_AFTER).as("after"),
                        sum(e.POINTS)
                                .over()
                                .partitionBy(e.MEMBER_ID)
                                .orderBy(e.SEQ)
                                .rowsUnboundedPreceding()
                                .as("points"))
                .from(e)
                .where(range.of(e.MEMBER_ID))
                .asTable("running");
        var balanceAfter = running.field("after", Long.class);
        var runningPoints = running.field("points", BigDecimal.class);

        var ofLot = select(
                        x.MEMBER_ID,
                        x.LOT_SEQ,
                        sum(x.POINTS).as("points"),
                        sum(x.PENDING).as("pending"))
                .from(x)
                .where(range.of(x.MEMBER_ID))
                .groupBy(x.MEMBER_ID, x.LOT_SEQ)
                .asTable("of_lot");
        var ofEntry = select(
                        x.MEMBER_ID,
                        x.ENTRY_SEQ,
                        sum(x.POINTS).as("points"),
                        sum(x.PENDING).as("pending"))
                .from(x)
                .where(range.of(x.MEMBER_ID))
                .groupBy(x.MEMBER_ID, x.ENTRY_SEQ)
                .asTable("of_entry");
        var drawnOfLot = coalesce(ofLot.field("points", BigDecimal.class), inline(BigDecimal.ZERO));
        var drawnOfPart = coalesce(ofLot.field("pending", BigDecimal.class), inline(BigDecimal.ZERO));
        var drawnByEntry = coalesce(ofEntry.field("points", BigDecimal.class), inline(BigDecimal.ZERO));
        var shortenedByEntry = coalesce(ofEntry.field("pending", BigDecimal.class), inline(BigDecimal.ZERO));
        // What an entry must have been matched by: a lot that it opened, what it did to lots, and what it owed or
        // repaid.
        var opened = when(opensLot(), e.POINTS).otherwise(0L);
        var lotOpened =
                when(e.KIND.eq(EntryKind.RELEASED.name()), e.REVERSES_SEQ).when(e.PENDING.le(0L), e.SEQ);
        var owedBefore =
                coalesce(lag(e.OWED_AFTER).over().partitionBy(e.MEMBER_ID).orderBy(e.SEQ), 0L);
        var moves = select(
                        e.MEMBER_ID,
                        e.SEQ,
                        e.POINTS
                                .minus(opened)
                                .plus(e.OWED_AFTER)
                                .minus(owedBefore)
                                .as("points"))
                .from(e)
                .where(range.of(e.MEMBER_ID))
                .asTable("moves");
        var movedOfLots = moves.field("points", Long.class);
        var promised = when(e.PENDING.gt(0L), e.PENDING).otherwise(0L);
        var shortened = when(e.PENDING.lt(0L), e.PENDING).otherwise(0L);
        var reversed = e.as("reversed");

        return List.of(
                new Check(
                        "balance {1} is not the sum of the entries {2}",
                        dsl.select(a.MEMBER_ID, none, net, entryPoints)
                                .from(a)
                                .leftJoin(entrySums)
                                .on(entryMember.eq(a.MEMBER_ID))
                                .where(
                                        range.of(a.MEMBER_ID),
                                        net.cast(BigDecimal.class).ne(entryPoints))
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
                        "{1} points are owed while {2} are there",
                        dsl.select(a.MEMBER_ID, none, a.OWED, a.BALANCE)
                                .from(a)
                                .where(
                                        range.of(a.MEMBER_ID),
                                        a.OWED.lt(0L).or(a.OWED.ne(0L).and(a.BALANCE.ne(0L))))
                                .limit(MOST_FAULTS)),
                new Check(
                        "entry {#}: {1} points are owed after it while {2} are there",
                        dsl.select(e.MEMBER_ID, e.SEQ, e.OWED_AFTER, e.BALANCE_AFTER)
                                .from(e)
                                .where(
                                        range.of(e.MEMBER_ID),
                                        e.OWED_AFTER
                                                .lt(0L)
                                                .or(e.BALANCE_AFTER.lt(0L))
                                                .or(e.OWED_AFTER.ne(0L).and(e.BALANCE_AFTER.ne(0L))))
                                .limit(MOST_FAULTS)),
                new Check(
                        "pending {1} is not the sum of what the entries made wait {2}",
                        dsl.select(a.MEMBER_ID, none, a.PENDING, entryPending)
                                .from(a)
                                .leftJoin(entrySums)
                                .on(entryMember.eq(a.MEMBER_ID))
                                .where(
                                        range.of(a.MEMBER_ID),
                                        a.PENDING.cast(BigDecimal.class).ne(entryPending))
                                .limit(MOST_FAULTS)),
                new Check(
                        "pending {1} is not the sum of what waits {2}",
                        dsl.select(a.MEMBER_ID, none, a.PENDING, waitingPoints)
                                .from(a)
                                .leftJoin(waitingSums)
                                .on(waitingMember.eq(a.MEMBER_ID))
                                .where(
                                        range.of(a.MEMBER_ID),
                                        a.PENDING.cast(BigDecimal.class).ne(waitingPoints))
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
                                .where(balanceAfter.cast(BigDecimal.class).ne(runningPoints))
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
                                .on(l.MEMBER_ID.eq(e.MEMBER_ID).and(l.SEQ.eq(lotOpened)))
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
                        dsl.select(moves.field(e.MEMBER_ID), moves.field(e.SEQ), movedOfLots, drawnByEntry)
                                .from(moves)
                                .leftJoin(ofEntry)
                                .on(ofEntry.field(x.MEMBER_ID)
                                        .eq(moves.field(e.MEMBER_ID))
                                        .and(ofEntry.field(x.ENTRY_SEQ).eq(moves.field(e.SEQ))))
                                .where(movedOfLots.cast(BigDecimal.class).ne(drawnByEntry))
                                .limit(MOST_FAULTS)),
                new Check(
                        "entry {#} promised {1}, but what waits of it began with {2}",
                        dsl.select(e.MEMBER_ID, e.SEQ, promised, coalesce(w.ORIGINAL, 0L))
                                .from(e)
                                .leftJoin(w)
                                .on(w.MEMBER_ID.eq(e.MEMBER_ID).and(w.SEQ.eq(e.SEQ)))
                                .where(range.of(e.MEMBER_ID), promised.ne(coalesce(w.ORIGINAL, 0L)))
                                .limit(MOST_FAULTS)),
                new Check(
                        "waiting part {#} of {1} points has no entry",
                        dsl.select(w.MEMBER_ID, w.SEQ, w.ORIGINAL, none)
                                .from(w)
                                .leftJoin(e)
                                .on(e.MEMBER_ID.eq(w.MEMBER_ID).and(e.SEQ.eq(w.SEQ)))
                                .where(range.of(w.MEMBER_ID), e.SEQ.isNull())
                                .limit(MOST_FAULTS)),
                new Check(
                        "waiting part {#}: {1} remain, but its beginning and its allocations come to {2}",
                        dsl.select(
                                        w.MEMBER_ID,
                                        w.SEQ,
                                        w.REMAINING,
                                        w.ORIGINAL.cast(BigDecimal.class).plus(drawnOfPart))
                                .from(w)
                                .leftJoin(ofLot)
                                .on(ofLot.field(x.MEMBER_ID)
                                        .eq(w.MEMBER_ID)
                                        .and(ofLot.field(x.LOT_SEQ).eq(w.SEQ)))
                                .where(
                                        range.of(w.MEMBER_ID),
                                        w.REMAINING
                                                .cast(BigDecimal.class)
                                                .ne(w.ORIGINAL
                                                        .cast(BigDecimal.class)
                                                        .plus(drawnOfPart))
                                                .or(w.REMAINING.lt(0L)))
                                .limit(MOST_FAULTS)),
                new Check(
                        "entry {#} moved {1} of what waits, but its allocations come to {2}",
                        dsl.select(e.MEMBER_ID, e.SEQ, shortened, shortenedByEntry)
                                .from(e)
                                .leftJoin(ofEntry)
                                .on(ofEntry.field(x.MEMBER_ID)
                                        .eq(e.MEMBER_ID)
                                        .and(ofEntry.field(x.ENTRY_SEQ).eq(e.SEQ)))
                                .where(
                                        range.of(e.MEMBER_ID),
                                        shortened.cast(BigDecimal.class).ne(shortenedByEntry))
                                .limit(MOST_FAULTS)),
                new Check(
                        "an allocation of {1} points names entry {#} and lot {2}, and one of them does not exist",
                        dsl.select(x.MEMBER_ID, x.ENTRY_SEQ, x.POINTS, x.LOT_SEQ)
                                .from(x)
                                .leftJoin(e)
                                .on(e.MEMBER_ID.eq(x.MEMBER_ID).and(e.SEQ.eq(x.ENTRY_SEQ)))
                                .leftJoin(l)
                                .on(l.MEMBER_ID.eq(x.MEMBER_ID).and(l.SEQ.eq(x.LOT_SEQ)))
                                .leftJoin(w)
                                .on(w.MEMBER_ID.eq(x.MEMBER_ID).and(w.SEQ.eq(x.LOT_SEQ)))
                                .where(
                                        range.of(x.MEMBER_ID),
                                        e.SEQ.isNull()
                                                .or(x.POINTS.ne(0L).and(l.SEQ.isNull()))
                                                .or(x.PENDING.ne(0L).and(w.SEQ.isNull())))
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

    /** Kinds that bring points in from elsewhere; what comes back from a spending goes to the lots that it came from. */
    private static Condition opensLot() {
        return POINTS_ENTRY
                .KIND
                .in(
                        EntryKind.EARNED.name(),
                        EntryKind.RELEASED.name(),
                        EntryKind.GRANTED.name(),
                        EntryKind.REINSTATED.name())
                .or(POINTS_ENTRY.KIND.eq(EntryKind.RECEIVED.name()).and(POINTS_ENTRY.REVERSES_SEQ.isNull()))
                .or(POINTS_ENTRY.KIND.eq(EntryKind.ADJUSTED.name()).and(POINTS_ENTRY.POINTS.gt(0L)));
    }

    private static Condition wrongSign() {
        var kind = POINTS_ENTRY.KIND;
        var points = POINTS_ENTRY.POINTS;
        var pending = POINTS_ENTRY.PENDING;
        return kind.in(EntryKind.EARNED.name())
                .and(points.lt(0L).or(pending.lt(0L)))
                .or(kind.eq(EntryKind.GRANTED.name()).and(points.lt(0L).or(pending.ne(0L))))
                .or(kind.in(EntryKind.GIVEN_BACK.name(), EntryKind.RECEIVED.name(), EntryKind.REINSTATED.name())
                        .and(points.le(0L).or(pending.ne(0L))))
                .or(kind.eq(EntryKind.RELEASED.name()).and(points.le(0L).or(pending.ne(points.neg()))))
                .or(kind.eq(EntryKind.TAKEN_BACK.name()).and(points.gt(0L).or(pending.gt(0L))))
                .or(kind.in(EntryKind.SPENT.name(), EntryKind.EXPIRED.name(), EntryKind.SENT.name())
                        .and(points.ge(0L).or(pending.ne(0L))))
                .or(kind.eq(EntryKind.ADJUSTED.name())
                        .and(points.eq(0L).and(POINTS_ENTRY.GROWTH.eq(0L)).or(pending.ne(0L))))
                .or(kind.notIn(
                        Arrays.stream(EntryKind.values()).map(EntryKind::name).toList()));
    }

    /**
     * Computes each entry's hash from what is stored of it and of the entry before. Where one is wrong, the next goes on from
     * the hash that is stored, so that only what was changed is named.
     */
    private List<Fault> brokenChains(Range range) {
        var faults = new ArrayList<Fault>();
        var heads = new HashMap<UUID, Fingerprint>();
        Record last = null;
        while (true) {
            var before = last;
            var page = dsl.select(SEALED)
                    .from(POINTS_ENTRY)
                    .where(range.of(POINTS_ENTRY.MEMBER_ID), before == null ? noCondition() : after(before))
                    .orderBy(POINTS_ENTRY.MEMBER_ID, POINTS_ENTRY.SEQ)
                    .limit(ENTRIES)
                    .fetch();
            for (var row : page) {
                var member = row.get(POINTS_ENTRY.MEMBER_ID);
                var stored = Fingerprint.of(row.get(POINTS_ENTRY.HASH));
                var previous = heads.getOrDefault(member, Fingerprint.NONE);
                if (!sealed(row).after(previous).equals(stored)) {
                    faults.add(new Fault(
                            new MemberId(member),
                            "entry " + row.get(POINTS_ENTRY.SEQ)
                                    + ": its hash does not fit what is stored of it and of the entry before"));
                }
                heads.put(member, stored);
                last = row;
            }
            if (page.size() < ENTRIES) {
                break;
            }
        }
        dsl.select(POINTS_ACCOUNT.MEMBER_ID, POINTS_ACCOUNT.HEAD)
                .from(POINTS_ACCOUNT)
                .where(range.of(POINTS_ACCOUNT.MEMBER_ID))
                .forEach(row -> {
                    var head = heads.getOrDefault(row.value1(), Fingerprint.NONE);
                    if (!head.equals(Fingerprint.of(row.value2()))) {
                        faults.add(new Fault(
                                new MemberId(row.value1()), "the account's head is not the hash of its last entry"));
                    }
                });
        return faults;
    }

    private static Condition after(Record row) {
        var member = row.get(POINTS_ENTRY.MEMBER_ID);
        return POINTS_ENTRY
                .MEMBER_ID
                .gt(member)
                .or(POINTS_ENTRY.MEMBER_ID.eq(member).and(POINTS_ENTRY.SEQ.gt(row.get(POINTS_ENTRY.SEQ))));
    }

    static SealedText sealed(Record row) {
        return new SealedText(
                row.get(POINTS_ENTRY.MEMBER_ID),
                row.get(POINTS_ENTRY.SEQ),
                row.get(POINTS_ENTRY.KIND),
                row.get(POINTS_ENTRY.POINTS),
                row.get(POINTS_ENTRY.PENDING),
                row.get(POINTS_ENTRY.GROWTH),
                row.get(POINTS_ENTRY.BALANCE_AFTER),
                row.get(POINTS_ENTRY.OWED_AFTER),
                row.get(POINTS_ENTRY.BUSINESS_KEY),
                row.get(POINTS_ENTRY.ACTIVITY_ID),
                row.get(POINTS_ENTRY.RULE_ID),
                row.get(POINTS_ENTRY.RULE_VERSION),
                row.get(POINTS_ENTRY.REVERSES_SEQ),
                row.get(POINTS_ENTRY.HAPPENED_AT),
                row.get(POINTS_ENTRY.BOOKED_AT),
                row.get(POINTS_ENTRY.WHY));
    }
}
