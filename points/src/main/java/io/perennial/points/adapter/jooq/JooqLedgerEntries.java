package io.perennial.points.adapter.jooq;

import static io.perennial.points.adapter.jooq.generated.tables.PointsAllocation.POINTS_ALLOCATION;
import static io.perennial.points.adapter.jooq.generated.tables.PointsEntry.POINTS_ENTRY;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import io.perennial.insights.ActivityId;
import io.perennial.membership.MemberId;
import io.perennial.points.EntryKind;
import io.perennial.points.Points;
import io.perennial.points.domain.EarnRules;
import io.perennial.points.domain.Entry;
import io.perennial.points.domain.Fingerprint;
import io.perennial.points.domain.LedgerEntries;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Repository;

@Repository
class JooqLedgerEntries implements LedgerEntries {

    private static final List<Field<?>> ENTRY = List.of(
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
            POINTS_ENTRY.REVERSES_SEQ,
            POINTS_ENTRY.WHY,
            POINTS_ENTRY.HAPPENED_AT,
            POINTS_ENTRY.BOOKED_AT,
            POINTS_ENTRY.HASH);

    private final DSLContext dsl;
    private final EarnRules rules;
    private final JooqCarriages carriages;

    JooqLedgerEntries(DSLContext dsl, EarnRules rules, JooqCarriages carriages) {
        this.carriages = carriages;
        this.dsl = dsl;
        this.rules = rules;
    }

    // Pairs are asked for one by one, because MariaDB finds no index for a list of them.

    @Override
    public Map<ActivityId, List<Entry>> of(Map<ActivityId, MemberId> activities) {
        if (activities.isEmpty()) {
            return Map.of();
        }
        var these = activities.entrySet().stream()
                .map(each -> POINTS_ENTRY
                        .MEMBER_ID
                        .eq(each.getValue().value())
                        .and(POINTS_ENTRY.ACTIVITY_ID.eq(each.getKey().value())))
                .toList();
        var found = dsl.select(ENTRY)
                .from(POINTS_ENTRY)
                .where(DSL.or(these))
                .orderBy(POINTS_ENTRY.MEMBER_ID, POINTS_ENTRY.SEQ)
                .fetchGroups(row -> new ActivityId(row.get(POINTS_ENTRY.ACTIVITY_ID)), this::toEntry);
        var missing = new HashMap<>(activities);
        missing.keySet().removeAll(found.keySet());
        if (!missing.isEmpty()) {
            found.putAll(ofMerged(missing));
        }
        return found;
    }

    /** Of activities that became these members' by a merge the entries stay with those who went into them. */
    private Map<ActivityId, List<Entry>> ofMerged(Map<ActivityId, MemberId> activities) {
        var merged = carriages.absorbed(new HashSet<>(activities.values()));
        if (merged.isEmpty()) {
            return Map.of();
        }
        return dsl.select(ENTRY)
                .from(POINTS_ENTRY)
                .where(
                        POINTS_ENTRY.MEMBER_ID.in(
                                merged.keySet().stream().map(MemberId::value).toList()),
                        POINTS_ENTRY.ACTIVITY_ID.in(activities.keySet().stream()
                                .map(ActivityId::value)
                                .toList()))
                .orderBy(POINTS_ENTRY.MEMBER_ID, POINTS_ENTRY.SEQ)
                .fetchGroups(row -> new ActivityId(row.get(POINTS_ENTRY.ACTIVITY_ID)), this::toEntry);
    }

    @Override
    public Map<EntryId, List<Entry>> reversing(Collection<EntryId> entries) {
        if (entries.isEmpty()) {
            return Map.of();
        }
        var these = entries.stream()
                .map(each -> POINTS_ENTRY
                        .MEMBER_ID
                        .eq(each.member().value())
                        .and(POINTS_ENTRY.REVERSES_SEQ.eq(each.sequence())))
                .toList();
        return dsl.select(ENTRY)
                .from(POINTS_ENTRY)
                .where(DSL.or(these))
                .orderBy(POINTS_ENTRY.MEMBER_ID, POINTS_ENTRY.SEQ)
                .fetchGroups(
                        row -> new EntryId(
                                new MemberId(row.get(POINTS_ENTRY.MEMBER_ID)), row.get(POINTS_ENTRY.REVERSES_SEQ)),
                        this::toEntry);
    }

    @Override
    public Optional<Entry> bySequence(EntryId entry) {
        return dsl.select(ENTRY)
                .from(POINTS_ENTRY)
                .where(POINTS_ENTRY.MEMBER_ID.eq(entry.member().value()), POINTS_ENTRY.SEQ.eq(entry.sequence()))
                .fetchOptional(this::toEntry);
    }

    @Override
    public Map<MemberId, Map<String, Entry>> byKey(Map<MemberId, Set<String>> keys) {
        if (keys.isEmpty()) {
            return new HashMap<>();
        }
        var these = keys.entrySet().stream()
                .map(each -> POINTS_ENTRY
                        .MEMBER_ID
                        .eq(each.getKey().value())
                        .and(POINTS_ENTRY.BUSINESS_KEY.in(each.getValue())))
                .toList();
        return dsl.select(ENTRY).from(POINTS_ENTRY).where(DSL.or(these)).fetch(this::toEntry).stream()
                .collect(groupingBy(
                        Entry::member,
                        HashMap::new,
                        toMap(Entry::key, entry -> entry, (one, other) -> one, HashMap::new)));
    }

    @Override
    public Map<Long, Points> drawnBy(EntryId entry) {
        var drawn = new HashMap<Long, Points>();
        dsl.select(POINTS_ALLOCATION.LOT_SEQ, POINTS_ALLOCATION.POINTS)
                .from(POINTS_ALLOCATION)
                .where(
                        POINTS_ALLOCATION.MEMBER_ID.eq(entry.member().value()),
                        POINTS_ALLOCATION.ENTRY_SEQ.eq(entry.sequence()))
                .forEach(row -> drawn.put(row.value1(), Points.of(-row.value2())));
        return drawn;
    }

    private Entry toEntry(Record row) {
        var activity = row.get(POINTS_ENTRY.ACTIVITY_ID);
        return new Entry(
                new MemberId(row.get(POINTS_ENTRY.MEMBER_ID)),
                row.get(POINTS_ENTRY.SEQ),
                EntryKind.valueOf(row.get(POINTS_ENTRY.KIND)),
                row.get(POINTS_ENTRY.POINTS),
                row.get(POINTS_ENTRY.PENDING),
                row.get(POINTS_ENTRY.GROWTH),
                Points.of(row.get(POINTS_ENTRY.BALANCE_AFTER)),
                Points.of(row.get(POINTS_ENTRY.OWED_AFTER)),
                row.get(POINTS_ENTRY.BUSINESS_KEY),
                activity == null ? null : new ActivityId(activity),
                row.get(POINTS_ENTRY.REVERSES_SEQ),
                StoredJson.why(row.get(POINTS_ENTRY.WHY), rules::version),
                row.get(POINTS_ENTRY.HAPPENED_AT),
                row.get(POINTS_ENTRY.BOOKED_AT),
                Fingerprint.of(row.get(POINTS_ENTRY.HASH)));
    }
}
