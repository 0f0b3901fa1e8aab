package io.perennial.points.adapter.jooq;

import static io.perennial.points.adapter.jooq.generated.tables.PointsAccount.POINTS_ACCOUNT;
import static io.perennial.points.adapter.jooq.generated.tables.PointsAllocation.POINTS_ALLOCATION;
import static io.perennial.points.adapter.jooq.generated.tables.PointsEntry.POINTS_ENTRY;
import static io.perennial.points.adapter.jooq.generated.tables.PointsLot.POINTS_LOT;
import static org.jooq.impl.DSL.excluded;
import static org.jooq.impl.DSL.noCondition;

import io.perennial.membership.MemberId;
import io.perennial.points.Points;
import io.perennial.points.Why;
import io.perennial.points.domain.Allocation;
import io.perennial.points.domain.Booking;
import io.perennial.points.domain.Entry;
import io.perennial.points.domain.Lot;
import io.perennial.points.domain.PointsAccount;
import io.perennial.points.domain.PointsAccounts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Repository;

@Repository
class JooqPointsAccounts implements PointsAccounts {

    private static final List<Field<?>> ACCOUNT =
            List.of(POINTS_ACCOUNT.MEMBER_ID, POINTS_ACCOUNT.BALANCE, POINTS_ACCOUNT.LAST_SEQ);
    private static final List<Field<?>> LOT = List.of(
            POINTS_LOT.MEMBER_ID, POINTS_LOT.SEQ, POINTS_LOT.ORIGINAL, POINTS_LOT.REMAINING, POINTS_LOT.EXPIRES_AT);

    /** Rows of one statement. */
    private static final int ROWS = 1_000;

    /** Lots read at once until there are enough of them; nearly always the first page is. */
    private static final int LOTS = 200;

    private final DSLContext dsl;

    JooqPointsAccounts(DSLContext dsl) {
        this.dsl = dsl;
    }

    @Override
    public Map<MemberId, PointsAccount> lock(Collection<MemberId> members) {
        var ids = members.stream().distinct().sorted().map(MemberId::value).toList();
        // A single lock cannot be out of order. Of several, accounts have to be opened where they are due in the order,
        // and
        // those that exist are locked on the way: hence the upsert of all, by a statement that changes none of them.
        if (ids.size() > 1 && dsl.fetchCount(POINTS_ACCOUNT, POINTS_ACCOUNT.MEMBER_ID.in(ids)) < ids.size()) {
            open(ids);
        }
        var locked = select(ids);
        if (locked.size() < ids.size()) {
            open(ids);
            locked = select(ids);
        }
        return locked;
    }

    private Map<MemberId, PointsAccount> select(List<UUID> ids) {
        return dsl.select(ACCOUNT)
                .from(POINTS_ACCOUNT)
                .where(POINTS_ACCOUNT.MEMBER_ID.in(ids))
                .orderBy(POINTS_ACCOUNT.MEMBER_ID)
                .forUpdate()
                .fetchMap(row -> new MemberId(row.get(POINTS_ACCOUNT.MEMBER_ID)), JooqPointsAccounts::toAccount);
    }

    private void open(List<UUID> ids) {
        var insert = dsl.insertInto(
                POINTS_ACCOUNT, POINTS_ACCOUNT.MEMBER_ID, POINTS_ACCOUNT.BALANCE, POINTS_ACCOUNT.LAST_SEQ);
        for (var id : ids) {
            insert = insert.values(id, 0L, 0L);
        }
        insert.onDuplicateKeyUpdate()
                .set(POINTS_ACCOUNT.LAST_SEQ, POINTS_ACCOUNT.LAST_SEQ)
                .execute();
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
    public List<Lot> openLots(MemberId member, Points enough, Instant now) {
        var lots = new ArrayList<Lot>();
        var usable = Points.NONE;
        while (true) {
            var page = dsl.select(LOT)
                    .from(POINTS_LOT)
                    .where(
                            POINTS_LOT.MEMBER_ID.eq(member.value()),
                            POINTS_LOT.OPEN_UNTIL.isNotNull(),
                            lots.isEmpty() ? noCondition() : after(lots.getLast()))
                    .orderBy(POINTS_LOT.OPEN_UNTIL, POINTS_LOT.SEQ)
                    .limit(LOTS)
                    .fetch(JooqPointsAccounts::toLot);
            for (var lot : page) {
                lots.add(lot);
                usable = lot.hasExpiredBy(now) ? usable : usable.plus(lot.remaining());
            }
            if (page.size() < LOTS || usable.covers(enough)) {
                return lots;
            }
        }
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
    public List<DueLot> due(Optional<DueLot> from, Instant moment, int limit) {
        return dsl.select(POINTS_LOT.MEMBER_ID, POINTS_LOT.SEQ, POINTS_LOT.OPEN_UNTIL)
                .from(POINTS_LOT)
                .where(
                        POINTS_LOT.OPEN_UNTIL.le(moment),
                        from.map(JooqPointsAccounts::goingOn).orElseGet(DSL::noCondition))
                .orderBy(POINTS_LOT.OPEN_UNTIL, POINTS_LOT.MEMBER_ID, POINTS_LOT.SEQ)
                .limit(limit)
                .fetch(row -> new DueLot(
                        new MemberId(row.get(POINTS_LOT.MEMBER_ID)),
                        row.get(POINTS_LOT.SEQ),
                        row.get(POINTS_LOT.OPEN_UNTIL)));
    }

    /** Spares the server what was expired before, which stays in the index until it is purged. */
    private static Condition goingOn(DueLot from) {
        return POINTS_LOT
                .OPEN_UNTIL
                .gt(from.expiresAt())
                .or(POINTS_LOT
                        .OPEN_UNTIL
                        .eq(from.expiresAt())
                        .and(POINTS_LOT.MEMBER_ID.ge(from.member().value())));
    }

    @Override
    public Map<MemberId, List<Lot>> stillDue(SequencedSet<DueLot> lots, Instant moment) {
        var byMember = new LinkedHashMap<UUID, List<Long>>();
        lots.forEach(lot -> byMember.computeIfAbsent(lot.member().value(), member -> new ArrayList<>())
                .add(lot.sequence()));
        var these = byMember.entrySet().stream()
                .map(each -> POINTS_LOT.MEMBER_ID.eq(each.getKey()).and(POINTS_LOT.SEQ.in(each.getValue())))
                .toList();
        return dsl.select(LOT)
                .from(POINTS_LOT)
                .where(DSL.or(these), POINTS_LOT.REMAINING.gt(0L), POINTS_LOT.EXPIRES_AT.le(moment))
                .fetchGroups(row -> new MemberId(row.get(POINTS_LOT.MEMBER_ID)), JooqPointsAccounts::toLot);
    }

    @Override
    public void store(List<Booking> bookings) {
        if (bookings.isEmpty()) {
            return;
        }
        var opened = new LinkedHashMap<LotKey, Lot>();
        var changed = new LinkedHashMap<LotKey, Lot>();
        var allocations = new ArrayList<Drawn>();
        var newest = new HashMap<MemberId, Entry>();
        for (var booking : bookings) {
            var entry = booking.entry();
            newest.put(entry.member(), entry);
            if (booking.opened() != null) {
                opened.put(new LotKey(entry.member(), entry.sequence()), booking.opened());
            }
            for (var allocation : booking.allocations()) {
                var key = new LotKey(entry.member(), allocation.lot().sequence());
                (opened.containsKey(key) ? opened : changed).put(key, allocation.lot());
                allocations.add(new Drawn(entry, allocation));
            }
        }
        inPortions(bookings.stream().map(Booking::entry).toList(), this::insertEntries);
        inPortions(List.copyOf(opened.entrySet()), this::storeLots);
        inPortions(List.copyOf(changed.entrySet()), this::storeLots);
        inPortions(allocations, this::insertAllocations);
        inPortions(
                newest.values().stream()
                        .sorted(java.util.Comparator.comparing(Entry::member))
                        .toList(),
                this::updateAccounts);
    }

    private void insertEntries(List<Entry> entries) {
        var insert = dsl.insertInto(
                POINTS_ENTRY,
                POINTS_ENTRY.MEMBER_ID,
                POINTS_ENTRY.SEQ,
                POINTS_ENTRY.KIND,
                POINTS_ENTRY.POINTS,
                POINTS_ENTRY.GROWTH,
                POINTS_ENTRY.BALANCE_AFTER,
                POINTS_ENTRY.BUSINESS_KEY,
                POINTS_ENTRY.ACTIVITY_ID,
                POINTS_ENTRY.RULE_ID,
                POINTS_ENTRY.RULE_VERSION,
                POINTS_ENTRY.REVERSES_SEQ,
                POINTS_ENTRY.WHY,
                POINTS_ENTRY.HAPPENED_AT,
                POINTS_ENTRY.BOOKED_AT);
        for (var entry : entries) {
            var paid = entry.why() instanceof Why.Earned earned ? earned.rule() : null;
            var activity = entry.activity();
            insert = insert.values(
                    entry.member().value(),
                    entry.sequence(),
                    entry.kind().name(),
                    entry.points(),
                    entry.growth(),
                    entry.balanceAfter().value(),
                    entry.key(),
                    activity == null ? null : activity.value(),
                    paid == null ? null : paid.id().value(),
                    paid == null ? null : paid.version(),
                    entry.reverses(),
                    StoredJson.of(entry.why()),
                    entry.happenedAt(),
                    entry.bookedAt());
        }
        insert.execute();
    }

    /** Opened ones and changed ones alike; a lot's beginning never changes. */
    private void storeLots(List<Map.Entry<LotKey, Lot>> lots) {
        var insert = dsl.insertInto(
                POINTS_LOT,
                POINTS_LOT.MEMBER_ID,
                POINTS_LOT.SEQ,
                POINTS_LOT.ORIGINAL,
                POINTS_LOT.REMAINING,
                POINTS_LOT.EXPIRES_AT);
        for (var each : lots) {
            var lot = each.getValue();
            insert = insert.values(
                    each.getKey().member().value(),
                    lot.sequence(),
                    lot.original().value(),
                    lot.remaining().value(),
                    lot.expiresAt());
        }
        insert.onDuplicateKeyUpdate()
                .set(POINTS_LOT.REMAINING, excluded(POINTS_LOT.REMAINING))
                .set(POINTS_LOT.EXPIRES_AT, excluded(POINTS_LOT.EXPIRES_AT))
                .execute();
    }

    private void insertAllocations(List<Drawn> allocations) {
        var insert = dsl.insertInto(
                POINTS_ALLOCATION,
                POINTS_ALLOCATION.MEMBER_ID,
                POINTS_ALLOCATION.ENTRY_SEQ,
                POINTS_ALLOCATION.LOT_SEQ,
                POINTS_ALLOCATION.POINTS);
        for (var each : allocations) {
            insert = insert.values(
                    each.entry().member().value(),
                    each.entry().sequence(),
                    each.allocation().lot().sequence(),
                    each.allocation().points());
        }
        insert.execute();
    }

    /** All of them exist and are locked. */
    private void updateAccounts(List<Entry> newest) {
        if (newest.size() == 1) {
            var entry = newest.getFirst();
            dsl.update(POINTS_ACCOUNT)
                    .set(POINTS_ACCOUNT.BALANCE, entry.balanceAfter().value())
                    .set(POINTS_ACCOUNT.LAST_SEQ, entry.sequence())
                    .where(POINTS_ACCOUNT.MEMBER_ID.eq(entry.member().value()))
                    .execute();
            return;
        }
        var insert = dsl.insertInto(
                POINTS_ACCOUNT, POINTS_ACCOUNT.MEMBER_ID, POINTS_ACCOUNT.BALANCE, POINTS_ACCOUNT.LAST_SEQ);
        for (var entry : newest) {
            insert = insert.values(entry.member().value(), entry.balanceAfter().value(), entry.sequence());
        }
        insert.onDuplicateKeyUpdate()
                .set(POINTS_ACCOUNT.BALANCE, excluded(POINTS_ACCOUNT.BALANCE))
                .set(POINTS_ACCOUNT.LAST_SEQ, excluded(POINTS_ACCOUNT.LAST_SEQ))
                .execute();
    }

    private static <T> void inPortions(List<T> rows, java.util.function.Consumer<List<T>> statement) {
        for (int start = 0; start < rows.size(); start += ROWS) {
            statement.accept(rows.subList(start, Math.min(rows.size(), start + ROWS)));
        }
    }

    private record LotKey(MemberId member, long sequence) {}

    private record Drawn(Entry entry, Allocation allocation) {}

    private static PointsAccount toAccount(Record row) {
        return new PointsAccount(
                new MemberId(row.get(POINTS_ACCOUNT.MEMBER_ID)),
                Points.of(row.get(POINTS_ACCOUNT.BALANCE)),
                row.get(POINTS_ACCOUNT.LAST_SEQ));
    }

    private static Lot toLot(Record row) {
        return new Lot(
                Objects.requireNonNull(row.get(POINTS_LOT.SEQ)),
                Points.of(row.get(POINTS_LOT.ORIGINAL)),
                Points.of(row.get(POINTS_LOT.REMAINING)),
                row.get(POINTS_LOT.EXPIRES_AT));
    }
}
