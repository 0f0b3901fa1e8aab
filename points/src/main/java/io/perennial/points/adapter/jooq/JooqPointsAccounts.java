package io.perennial.points.adapter.jooq;

import static io.perennial.points.adapter.jooq.generated.tables.PointsAccount.POINTS_ACCOUNT;
import static io.perennial.points.adapter.jooq.generated.tables.PointsAllocation.POINTS_ALLOCATION;
import static io.perennial.points.adapter.jooq.generated.tables.PointsEntry.POINTS_ENTRY;
import static io.perennial.points.adapter.jooq.generated.tables.PointsLot.POINTS_LOT;
import static io.perennial.points.adapter.jooq.generated.tables.PointsWaiting.POINTS_WAITING;
import static org.jooq.impl.DSL.excluded;
import static org.jooq.impl.DSL.noCondition;

import io.perennial.membership.MemberId;
import io.perennial.membership.WriteRows;
import io.perennial.points.Points;
import io.perennial.points.adapter.jooq.generated.OneRow;
import io.perennial.points.domain.Booking;
import io.perennial.points.domain.Entry;
import io.perennial.points.domain.Fingerprint;
import io.perennial.points.domain.Lot;
import io.perennial.points.domain.PointsAccount;
import io.perennial.points.domain.PointsAccounts;
import io.perennial.points.domain.Position;
import io.perennial.points.domain.Waiting;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.stereotype.Repository;

@Repository
class JooqPointsAccounts implements PointsAccounts {

    private static final List<Field<?>> ACCOUNT = List.of(
            POINTS_ACCOUNT.MEMBER_ID,
            POINTS_ACCOUNT.BALANCE,
            POINTS_ACCOUNT.PENDING,
            POINTS_ACCOUNT.OWED,
            POINTS_ACCOUNT.LAST_SEQ,
            POINTS_ACCOUNT.HEAD,
            POINTS_ACCOUNT.MERGED_INTO,
            POINTS_ACCOUNT.ABSORBS);

    /** What a booking changes of it. */
    private static final List<Field<?>> POSITION = List.of(
            POINTS_ACCOUNT.MEMBER_ID,
            POINTS_ACCOUNT.BALANCE,
            POINTS_ACCOUNT.PENDING,
            POINTS_ACCOUNT.OWED,
            POINTS_ACCOUNT.LAST_SEQ,
            POINTS_ACCOUNT.HEAD);

    private static final List<Field<?>> LOT = List.of(
            POINTS_LOT.MEMBER_ID, POINTS_LOT.SEQ, POINTS_LOT.ORIGINAL, POINTS_LOT.REMAINING, POINTS_LOT.EXPIRES_AT);

    private static final List<Field<?>> WAITING = List.of(
            POINTS_WAITING.MEMBER_ID,
            POINTS_WAITING.SEQ,
            POINTS_WAITING.ORIGINAL,
            POINTS_WAITING.REMAINING,
            POINTS_WAITING.AVAILABLE_AT);

    /** Lots read at once until there are enough of them; nearly always the first page is. */
    private static final int LOTS = 200;

    private final DSLContext dsl;
    private final WriteRows rows;
    private final Statements statements;

    JooqPointsAccounts(DSLContext dsl, WriteRows rows) {
        this.dsl = dsl;
        this.rows = rows;
        this.statements = Statements.by(dsl);
    }

    @Override
    public Map<MemberId, PointsAccount> lock(Collection<MemberId> members) {
        return lock(members, false);
    }

    @Override
    public Map<MemberId, PointsAccount> lockMerged(Collection<MemberId> members) {
        return lock(members, true);
    }

    private Map<MemberId, PointsAccount> lock(Collection<MemberId> members, boolean alsoMerged) {
        var ids = members.stream().distinct().sorted().map(MemberId::value).toList();
        // Nearly always all of them exist, so they are asked for first. Who comes for the first time is put in after
        // others
        // were locked, out of order: should two such batches wait for each other, one of them is run again.
        var locked = select(ids, alsoMerged);
        if (locked.size() < ids.size()) {
            open(ids);
            locked = select(ids, alsoMerged);
        }
        return locked;
    }

    private Map<MemberId, PointsAccount> select(List<UUID> ids, boolean alsoMerged) {
        var rows = dsl.select(ACCOUNT)
                .from(POINTS_ACCOUNT)
                .where(POINTS_ACCOUNT.MEMBER_ID.in(ids))
                .orderBy(POINTS_ACCOUNT.MEMBER_ID)
                .forUpdate()
                .fetch();
        if (!alsoMerged && rows.stream().anyMatch(row -> row.get(POINTS_ACCOUNT.MERGED_INTO) != null)) {
            throw new PessimisticLockingFailureException("an account went into another one meanwhile");
        }
        return rows.intoMap(row -> new MemberId(row.get(POINTS_ACCOUNT.MEMBER_ID)), JooqPointsAccounts::toAccount);
    }

    private void open(List<UUID> ids) {
        rows.write(
                statements.newAccount(),
                ids.stream().map(id -> toRow(id, Position.NEW)).toList());
    }

    @Override
    public Map<MemberId, List<Lot>> openLots(Collection<MemberId> members) {
        var ids = members.stream().map(MemberId::value).toList();
        return dsl.select(LOT)
                .from(POINTS_LOT)
                .where(POINTS_LOT.MEMBER_ID.in(ids), POINTS_LOT.OPEN_UNTIL.isNotNull())
                .fetchGroups(row -> new MemberId(row.get(POINTS_LOT.MEMBER_ID)), JooqPointsAccounts::toLot);
    }

    @Override
    public Map<MemberId, List<Lot>> openLots(Map<MemberId, Points> enough, Instant now) {
        var found = new HashMap<MemberId, List<Lot>>();
        var asking = enough.keySet();
        while (!asking.isEmpty()) {
            var goOn = new HashSet<MemberId>();
            nextPages(asking, found).forEach((member, page) -> {
                var lots = found.computeIfAbsent(member, _ -> new ArrayList<>());
                lots.addAll(page);
                if (page.size() == LOTS && !usable(lots, now).covers(enough.getOrDefault(member, Points.NONE))) {
                    goOn.add(member);
                }
            });
            asking = goOn;
        }
        return found;
    }

    private static Points usable(List<Lot> lots, Instant now) {
        return lots.stream()
                .filter(lot -> !lot.hasExpiredBy(now))
                .map(Lot::remaining)
                .reduce(Points.NONE, Points::plus);
    }

    /** One statement: a page of each member, found by the index and no longer than it must be. */
    private Map<MemberId, List<Lot>> nextPages(Set<MemberId> members, Map<MemberId, List<Lot>> before) {
        return members.stream()
                .map(member -> nextPage(member, before.getOrDefault(member, List.of())))
                .reduce(Select::unionAll)
                .orElseThrow()
                .fetchGroups(row -> new MemberId(row.get(POINTS_LOT.MEMBER_ID)), JooqPointsAccounts::toLot);
    }

    private Select<Record> nextPage(MemberId member, List<Lot> before) {
        return dsl.select(LOT)
                .from(POINTS_LOT)
                .where(
                        POINTS_LOT.MEMBER_ID.eq(member.value()),
                        POINTS_LOT.OPEN_UNTIL.isNotNull(),
                        before.isEmpty() ? noCondition() : after(before.getLast()))
                .orderBy(POINTS_LOT.OPEN_UNTIL, POINTS_LOT.SEQ)
                .limit(LOTS);
    }

    private static Condition after(Lot lot) {
        return POINTS_LOT
                .OPEN_UNTIL
                .gt(lot.expiresAt())
                .or(POINTS_LOT.OPEN_UNTIL.eq(lot.expiresAt()).and(POINTS_LOT.SEQ.gt(lot.sequence())));
    }

    @Override
    public List<Lot> lots(MemberId member, Set<Long> sequences) {
        return dsl.select(LOT)
                .from(POINTS_LOT)
                .where(POINTS_LOT.MEMBER_ID.eq(member.value()), POINTS_LOT.SEQ.in(sequences))
                .fetch(JooqPointsAccounts::toLot);
    }

    @Override
    public List<Waiting> parts(MemberId member, Set<Long> sequences) {
        return dsl.select(WAITING)
                .from(POINTS_WAITING)
                .where(POINTS_WAITING.MEMBER_ID.eq(member.value()), POINTS_WAITING.SEQ.in(sequences))
                .fetch(JooqPointsAccounts::toWaiting);
    }

    @Override
    public Map<MemberId, List<Waiting>> waiting(Collection<MemberId> members) {
        var ids = members.stream().map(MemberId::value).toList();
        return dsl.select(WAITING)
                .from(POINTS_WAITING)
                .where(POINTS_WAITING.MEMBER_ID.in(ids), POINTS_WAITING.OPEN_FROM.isNotNull())
                .fetchGroups(row -> new MemberId(row.get(POINTS_WAITING.MEMBER_ID)), JooqPointsAccounts::toWaiting);
    }

    /** Rows that have their time: lots until they end, parts until they are available. Open ones lie in its order. */
    private record Queue(
            Table<?> table,
            Field<UUID> member,
            Field<Long> sequence,
            Field<Long> remaining,
            Field<Instant> time,
            Field<Instant> open) {

        static final Queue LOTS = new Queue(
                POINTS_LOT,
                POINTS_LOT.MEMBER_ID,
                POINTS_LOT.SEQ,
                POINTS_LOT.REMAINING,
                POINTS_LOT.EXPIRES_AT,
                POINTS_LOT.OPEN_UNTIL);
        static final Queue PARTS = new Queue(
                POINTS_WAITING,
                POINTS_WAITING.MEMBER_ID,
                POINTS_WAITING.SEQ,
                POINTS_WAITING.REMAINING,
                POINTS_WAITING.AVAILABLE_AT,
                POINTS_WAITING.OPEN_FROM);

        /** Spares the server what was dealt with before, which stays in the index until it is purged. */
        Condition from(Due first) {
            return open.gt(first.at())
                    .or(open.eq(first.at()).and(member.ge(first.member().value())));
        }

        Condition still(SequencedSet<Due> rows, Instant moment) {
            var byMember = new LinkedHashMap<UUID, List<Long>>();
            rows.forEach(row -> byMember.computeIfAbsent(row.member().value(), each -> new ArrayList<>())
                    .add(row.sequence()));
            var these = byMember.entrySet().stream()
                    .map(each -> member.eq(each.getKey()).and(sequence.in(each.getValue())))
                    .toList();
            return DSL.or(these).and(remaining.gt(0L)).and(time.le(moment));
        }
    }

    private List<Due> due(Queue queue, Optional<Due> from, Instant moment, int limit) {
        return dsl.select(queue.member(), queue.sequence(), queue.open())
                .from(queue.table())
                .where(queue.open().le(moment), from.map(queue::from).orElseGet(DSL::noCondition))
                .orderBy(queue.open(), queue.member(), queue.sequence())
                .limit(limit)
                .fetch(row -> new Due(new MemberId(row.value1()), row.value2(), row.value3()));
    }

    @Override
    public List<Due> due(Optional<Due> from, Instant moment, int limit) {
        return due(Queue.LOTS, from, moment, limit);
    }

    @Override
    public Map<MemberId, List<Lot>> stillDue(SequencedSet<Due> lots, Instant moment) {
        return dsl.select(LOT)
                .from(POINTS_LOT)
                .where(Queue.LOTS.still(lots, moment))
                .fetchGroups(row -> new MemberId(row.get(POINTS_LOT.MEMBER_ID)), JooqPointsAccounts::toLot);
    }

    @Override
    public List<Due> available(Optional<Due> from, Instant moment, int limit) {
        return due(Queue.PARTS, from, moment, limit);
    }

    @Override
    public Map<MemberId, List<Waiting>> stillWaiting(SequencedSet<Due> parts, Instant moment) {
        return dsl.select(WAITING)
                .from(POINTS_WAITING)
                .where(Queue.PARTS.still(parts, moment))
                .fetchGroups(row -> new MemberId(row.get(POINTS_WAITING.MEMBER_ID)), JooqPointsAccounts::toWaiting);
    }

    @Override
    public void store(List<Booking> bookings) {
        if (bookings.isEmpty()) {
            return;
        }
        var opened = new LinkedHashMap<LotKey, Lot>();
        var changed = new LinkedHashMap<LotKey, Lot>();
        var promised = new LinkedHashMap<LotKey, Waiting>();
        var shortened = new LinkedHashMap<LotKey, Waiting>();
        var moved = new LinkedHashMap<MoveKey, Moved>();
        var newest = new HashMap<MemberId, Position>();
        for (var booking : bookings) {
            var entry = booking.entry();
            var member = entry.member();
            newest.put(member, booking.after());
            var lot = booking.opened();
            if (lot != null) {
                opened.put(new LotKey(member, lot.sequence()), lot);
            }
            var part = booking.promised();
            if (part != null) {
                promised.put(new LotKey(member, part.sequence()), part);
            }
            for (var allocation : booking.allocations()) {
                var key = new LotKey(member, allocation.lot().sequence());
                (opened.containsKey(key) ? opened : changed).put(key, allocation.lot());
                moved.merge(new MoveKey(key, entry.sequence()), new Moved(allocation.points(), 0), Moved::plus);
            }
            for (var shortening : booking.shortenings()) {
                var key = new LotKey(member, shortening.part().sequence());
                (promised.containsKey(key) ? promised : shortened).put(key, shortening.part());
                moved.merge(new MoveKey(key, entry.sequence()), new Moved(0, shortening.pending()), Moved::plus);
            }
        }
        rows.write(
                statements.entry(),
                bookings.stream().map(booking -> toRow(booking.entry())).toList());
        rows.write(statements.lot(), toRows(opened, JooqPointsAccounts::toRow));
        rows.write(statements.lot(), toRows(changed, JooqPointsAccounts::toRow));
        rows.write(statements.part(), toRows(promised, JooqPointsAccounts::toRow));
        rows.write(statements.part(), toRows(shortened, JooqPointsAccounts::toRow));
        rows.write(statements.move(), toRows(moved, JooqPointsAccounts::toRow));
        rows.write(
                statements.account(),
                newest.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(each -> toRow(each.getKey().value(), each.getValue()))
                        .toList());
    }

    private static @Nullable Object[] toRow(Entry entry) {
        var paid = entry.rule();
        var activity = entry.activity();
        return new @Nullable Object[] {
            entry.member().value(),
            entry.sequence(),
            entry.kind().name(),
            entry.points(),
            entry.pending(),
            entry.growth(),
            entry.balanceAfter().value(),
            entry.owedAfter().value(),
            entry.key(),
            activity == null ? null : activity.value(),
            paid == null ? null : paid.id().value(),
            paid == null ? null : paid.version(),
            entry.reverses(),
            StoredJson.of(entry.why()),
            entry.happenedAt(),
            entry.bookedAt(),
            entry.hash().bytes()
        };
    }

    private static @Nullable Object[] toRow(LotKey key, Lot lot) {
        return new @Nullable Object[] {
            key.member().value(),
            lot.sequence(),
            lot.original().value(),
            lot.remaining().value(),
            lot.expiresAt()
        };
    }

    private static @Nullable Object[] toRow(LotKey key, Waiting part) {
        return new @Nullable Object[] {
            key.member().value(),
            part.sequence(),
            part.original().value(),
            part.remaining().value(),
            part.availableAt()
        };
    }

    private static @Nullable Object[] toRow(MoveKey key, Moved moved) {
        return new @Nullable Object[] {
            key.lot().member().value(), key.entry(), key.lot().sequence(), moved.points(), moved.pending()
        };
    }

    private static @Nullable Object[] toRow(UUID member, Position position) {
        return new @Nullable Object[] {
            member,
            position.balance().value(),
            position.pending().value(),
            position.owed().value(),
            position.sequence(),
            position.head().bytes()
        };
    }

    private record LotKey(MemberId member, long sequence) {}

    private record MoveKey(LotKey lot, long entry) {}

    private record Moved(long points, long pending) {

        Moved plus(Moved other) {
            return new Moved(points + other.points, pending + other.pending);
        }
    }

    private static <K, V> List<@Nullable Object[]> toRows(
            Map<K, V> values, BiFunction<K, V, @Nullable Object[]> toRow) {
        return values.entrySet().stream()
                .map(each -> toRow.apply(each.getKey(), each.getValue()))
                .toList();
    }

    /**
     * What writes one row of each table.
     *
     * @param newAccount leaves one that there is as it is
     * @param account all of them exist and are locked
     * @param lot opened ones and changed ones alike; a lot's beginning never changes
     * @param part likewise
     */
    private record Statements(String newAccount, String account, String entry, String lot, String part, String move) {

        static Statements by(DSLContext dsl) {
            return new Statements(
                    OneRow.into(dsl, POSITION)
                            .onDuplicateKeyUpdate()
                            .set(POINTS_ACCOUNT.LAST_SEQ, POINTS_ACCOUNT.LAST_SEQ)
                            .getSQL(),
                    OneRow.over(dsl, POSITION).getSQL(),
                    OneRow.into(dsl, POINTS_ENTRY).getSQL(),
                    OneRow.into(dsl, LOT)
                            .onDuplicateKeyUpdate()
                            .set(POINTS_LOT.REMAINING, excluded(POINTS_LOT.REMAINING))
                            .set(POINTS_LOT.EXPIRES_AT, excluded(POINTS_LOT.EXPIRES_AT))
                            .getSQL(),
                    OneRow.into(dsl, WAITING)
                            .onDuplicateKeyUpdate()
                            .set(POINTS_WAITING.REMAINING, excluded(POINTS_WAITING.REMAINING))
                            .getSQL(),
                    OneRow.into(dsl, POINTS_ALLOCATION).getSQL());
        }
    }

    private static PointsAccount toAccount(Record row) {
        return new PointsAccount(
                new MemberId(row.get(POINTS_ACCOUNT.MEMBER_ID)),
                new Position(
                        Points.of(row.get(POINTS_ACCOUNT.BALANCE)),
                        Points.of(row.get(POINTS_ACCOUNT.PENDING)),
                        Points.of(row.get(POINTS_ACCOUNT.OWED)),
                        row.get(POINTS_ACCOUNT.LAST_SEQ),
                        Fingerprint.of(row.get(POINTS_ACCOUNT.HEAD))),
                StoredJson::of,
                row.get(POINTS_ACCOUNT.ABSORBS));
    }

    private static Waiting toWaiting(Record row) {
        return new Waiting(
                row.get(POINTS_WAITING.SEQ),
                Points.of(row.get(POINTS_WAITING.ORIGINAL)),
                Points.of(row.get(POINTS_WAITING.REMAINING)),
                row.get(POINTS_WAITING.AVAILABLE_AT));
    }

    private static Lot toLot(Record row) {
        return new Lot(
                Objects.requireNonNull(row.get(POINTS_LOT.SEQ)),
                Points.of(row.get(POINTS_LOT.ORIGINAL)),
                Points.of(row.get(POINTS_LOT.REMAINING)),
                row.get(POINTS_LOT.EXPIRES_AT));
    }
}
