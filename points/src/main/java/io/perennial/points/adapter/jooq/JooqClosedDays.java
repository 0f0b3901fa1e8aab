package io.perennial.points.adapter.jooq;

import static io.perennial.points.adapter.jooq.generated.tables.PointsAllocation.POINTS_ALLOCATION;
import static io.perennial.points.adapter.jooq.generated.tables.PointsCohort.POINTS_COHORT;
import static io.perennial.points.adapter.jooq.generated.tables.PointsDay.POINTS_DAY;
import static io.perennial.points.adapter.jooq.generated.tables.PointsEntry.POINTS_ENTRY;
import static io.perennial.points.adapter.jooq.generated.tables.PointsLot.POINTS_LOT;
import static org.jooq.impl.DSL.floor;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.sum;

import io.perennial.membership.Programme;
import io.perennial.points.EntryKind;
import io.perennial.points.Movements;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.DatePart;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Adds up days that are over once and keeps the sums, in order and without gaps; only what was booked since is read from the
 * ledger, by an index that holds all it needs. So whoever asks for sums pays for one day's entries, however old the programme
 * is. Whoever asks first on a new day adds up the day before; nothing has to be scheduled.
 */
@Component
class JooqClosedDays {

    static final String ISSUED = "ISSUED";

    /** By then every transaction that began on the day before is over. */
    private static final Duration LATE_COMMITS = Duration.ofHours(1);

    /** All zones of today differ from UTC by quarters of an hour, so a quarter lies in one month of any of them. */
    private static final int QUARTER = 900;

    private final DSLContext dsl;
    private final TransactionTemplate ownTransaction;
    private final ZoneId zone;
    private final Clock clock;

    JooqClosedDays(DSLContext dsl, PlatformTransactionManager transactions, Programme programme, Clock clock) {
        this.dsl = dsl;
        this.ownTransaction = new TransactionTemplate(transactions);
        this.ownTransaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.zone = programme.zone();
        this.clock = clock;
    }

    /**
     * @param kept the last day whose sums are kept, all days before it included
     * @param newest the last day on which anything was booked
     */
    record Known(Optional<LocalDate> kept, Optional<LocalDate> newest) {

        boolean keeps(LocalDate day) {
            return kept.filter(last -> !day.isAfter(last)).isPresent();
        }

        boolean mayHaveEntriesOn(LocalDate day) {
            return newest.filter(last -> !day.isAfter(last)).isPresent();
        }
    }

    /** Never beyond the newest entry: a clock that ran ahead for a while must not close days that are still to come. */
    Known closeWhatIsOver() {
        var newest = dayOf(max(POINTS_ENTRY.BOOKED_AT));
        var kept = Optional.ofNullable(dsl.select(max(POINTS_DAY.DAY))
                .from(POINTS_DAY)
                .where(POINTS_DAY.ZONE.eq(zone.getId()))
                .fetchSingle()
                .value1());
        var over =
                LocalDate.ofInstant(clock.instant().minus(LATE_COMMITS), zone).minusDays(1);
        var last = newest.filter(day -> day.isBefore(over)).orElse(over);
        if (newest.isEmpty() || kept.filter(day -> !day.isBefore(last)).isPresent()) {
            return new Known(kept, newest);
        }
        var next = kept.map(day -> day.plusDays(1))
                .or(() -> dayOf(min(POINTS_ENTRY.BOOKED_AT)))
                .orElse(last);
        for (var day = next; !day.isAfter(last); day = day.plusDays(1)) {
            var here = day;
            ownTransaction.executeWithoutResult(status -> close(here));
            kept = Optional.of(here);
        }
        return new Known(kept, newest);
    }

    private Optional<LocalDate> dayOf(Field<Instant> booked) {
        return Optional.ofNullable(
                        dsl.select(booked).from(POINTS_ENTRY).fetchSingle().value1())
                .map(instant -> LocalDate.ofInstant(instant, zone));
    }

    /** Two may close the same day at once: the row of what was earned lets the first one, and only it, write the others. */
    private void close(LocalDate day) {
        var sums = booked(startOf(day), endOf(day));
        if (insert(day, EntryKind.EARNED, sums.of(EntryKind.EARNED)) == 0) {
            return;
        }
        sums.byKind().forEach((kind, points) -> {
            if (kind != EntryKind.EARNED) {
                insert(day, kind, points);
            }
        });
        var changes = changesOfCohorts(startOf(day), endOf(day));
        if (!changes.isEmpty()) {
            var insert = dsl.insertInto(
                    POINTS_COHORT,
                    POINTS_COHORT.ZONE,
                    POINTS_COHORT.COHORT,
                    POINTS_COHORT.MONTH,
                    POINTS_COHORT.KIND,
                    POINTS_COHORT.POINTS);
            for (var change : changes.entrySet()) {
                var key = change.getKey();
                insert = insert.values(
                        zone.getId(), key.cohort().atDay(1), key.month().atDay(1), key.kind(), change.getValue());
            }
            insert.onDuplicateKeyUpdate()
                    .set(POINTS_COHORT.POINTS, POINTS_COHORT.POINTS.plus(DSL.excluded(POINTS_COHORT.POINTS)))
                    .execute();
        }
    }

    private int insert(LocalDate day, EntryKind kind, long points) {
        return dsl.insertInto(POINTS_DAY)
                .set(POINTS_DAY.ZONE, zone.getId())
                .set(POINTS_DAY.DAY, day)
                .set(POINTS_DAY.KIND, kind.name())
                .set(POINTS_DAY.POINTS, points)
                .onDuplicateKeyIgnore()
                .execute();
    }

    /** Of entries booked from then on, read from the ledger. */
    Movements booked(Instant from, @Nullable Instant until) {
        var total = sum(POINTS_ENTRY.POINTS);
        var byKind = new EnumMap<EntryKind, Long>(EntryKind.class);
        dsl.select(POINTS_ENTRY.KIND, total)
                .from(POINTS_ENTRY)
                .where(bookedBetween(from, until))
                .groupBy(POINTS_ENTRY.KIND)
                .forEach(row -> byKind.put(EntryKind.valueOf(row.value1()), number(row.get(total))));
        return new Movements(byKind);
    }

    /** What entries booked from then on did to lots, by the month in which the lot's own cause happened. */
    Map<CohortKey, Long> changesOfCohorts(Instant from, @Nullable Instant until) {
        var changes = new HashMap<CohortKey, Long>();
        var origin = POINTS_ENTRY.as("origin");
        var issuedIn = quarter(DSL.when(POINTS_ENTRY.KIND.eq(EntryKind.MERGED.name()), POINTS_ENTRY.BOOKED_AT)
                .otherwise(POINTS_ENTRY.HAPPENED_AT));
        var originIn = quarter(origin.HAPPENED_AT);
        var bookedIn = quarter(POINTS_ENTRY.BOOKED_AT);
        // What a merge brings to an account was issued before, on another one.
        var isMerged = DSL.when(POINTS_ENTRY.KIND.eq(EntryKind.MERGED.name()), DSL.inline(1))
                .otherwise(DSL.inline(0));
        var original = sum(POINTS_LOT.ORIGINAL);
        // What waited is a lot of the number of the entry that earned it, opened by the one that released it.
        var opened = DSL.when(POINTS_ENTRY.KIND.eq(EntryKind.RELEASED.name()), POINTS_ENTRY.REVERSES_SEQ)
                .when(POINTS_ENTRY.PENDING.le(0L), POINTS_ENTRY.SEQ);
        dsl.select(originIn, bookedIn, isMerged, original)
                .from(POINTS_ENTRY)
                .join(POINTS_LOT)
                .on(POINTS_LOT.MEMBER_ID.eq(POINTS_ENTRY.MEMBER_ID), POINTS_LOT.SEQ.eq(opened))
                .join(origin)
                .on(origin.MEMBER_ID.eq(POINTS_LOT.MEMBER_ID), origin.SEQ.eq(POINTS_LOT.SEQ))
                .where(bookedBetween(from, until))
                .groupBy(originIn, bookedIn, isMerged)
                .forEach(row -> {
                    var month = monthOf(row.get(originIn));
                    var key = row.get(isMerged) == 1
                            ? new CohortKey(month, monthOf(row.get(bookedIn)), EntryKind.MERGED.name())
                            : new CohortKey(month, month, ISSUED);
                    changes.merge(key, number(row.get(original)), Math::addExact);
                });
        var moved = sum(POINTS_ALLOCATION.POINTS);
        dsl.select(originIn, issuedIn, POINTS_ENTRY.KIND, moved)
                .from(POINTS_ENTRY)
                .join(POINTS_ALLOCATION)
                .on(
                        POINTS_ALLOCATION.MEMBER_ID.eq(POINTS_ENTRY.MEMBER_ID),
                        POINTS_ALLOCATION.ENTRY_SEQ.eq(POINTS_ENTRY.SEQ))
                .join(origin)
                .on(origin.MEMBER_ID.eq(POINTS_ALLOCATION.MEMBER_ID), origin.SEQ.eq(POINTS_ALLOCATION.LOT_SEQ))
                .where(bookedBetween(from, until))
                .groupBy(originIn, issuedIn, POINTS_ENTRY.KIND)
                .forEach(row -> changes.merge(
                        new CohortKey(
                                monthOf(row.get(originIn)), monthOf(row.get(issuedIn)), row.get(POINTS_ENTRY.KIND)),
                        number(row.get(moved)),
                        Math::addExact));
        return changes;
    }

    /** What the days that are over came to, day by day. */
    Map<LocalDate, Movements> kept(LocalDate from) {
        var days = new HashMap<LocalDate, Movements>();
        dsl.select(POINTS_DAY.DAY, POINTS_DAY.KIND, POINTS_DAY.POINTS)
                .from(POINTS_DAY)
                .where(POINTS_DAY.ZONE.eq(zone.getId()), POINTS_DAY.DAY.ge(from))
                .forEach(row -> days.merge(
                        row.value1(),
                        new Movements(Map.of(EntryKind.valueOf(row.value2()), row.value3())),
                        Movements::plus));
        return days;
    }

    /** What all days that are over came to, up to that one, which is not included. */
    Movements keptBefore(@Nullable LocalDate until) {
        var total = sum(POINTS_DAY.POINTS);
        var byKind = new EnumMap<EntryKind, Long>(EntryKind.class);
        dsl.select(POINTS_DAY.KIND, total)
                .from(POINTS_DAY)
                .where(POINTS_DAY.ZONE.eq(zone.getId()), until == null ? DSL.noCondition() : POINTS_DAY.DAY.lt(until))
                .groupBy(POINTS_DAY.KIND)
                .forEach(row -> byKind.put(EntryKind.valueOf(row.value1()), number(row.get(total))));
        return new Movements(byKind);
    }

    List<CohortChange> keptCohorts() {
        var changes = new ArrayList<CohortChange>();
        dsl.select(POINTS_COHORT.COHORT, POINTS_COHORT.MONTH, POINTS_COHORT.KIND, POINTS_COHORT.POINTS)
                .from(POINTS_COHORT)
                .where(POINTS_COHORT.ZONE.eq(zone.getId()))
                .forEach(row -> changes.add(new CohortChange(
                        new CohortKey(YearMonth.from(row.value1()), YearMonth.from(row.value2()), row.value3()),
                        row.value4())));
        return changes;
    }

    record CohortKey(YearMonth cohort, YearMonth month, String kind) {}

    record CohortChange(CohortKey key, long points) {}

    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), zone);
    }

    Instant startOf(LocalDate day) {
        return day.atStartOfDay(zone).toInstant();
    }

    Instant endOf(LocalDate day) {
        return startOf(day.plusDays(1));
    }

    private static Condition bookedBetween(Instant from, @Nullable Instant until) {
        return POINTS_ENTRY
                .BOOKED_AT
                .ge(from)
                .and(until == null ? DSL.noCondition() : POINTS_ENTRY.BOOKED_AT.lt(until));
    }

    private static Field<Integer> quarter(Field<Instant> moment) {
        return floor(DSL.extract(moment, DatePart.EPOCH).div(QUARTER));
    }

    private YearMonth monthOf(int quarter) {
        return YearMonth.from(Instant.ofEpochSecond((long) quarter * QUARTER).atZone(zone));
    }

    static long number(@Nullable BigDecimal sum) {
        return sum == null ? 0 : sum.longValueExact();
    }
}
