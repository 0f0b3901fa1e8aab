package io.perennial.points.adapter.jooq;

import static io.perennial.points.adapter.jooq.generated.tables.PointsDay.POINTS_DAY;
import static io.perennial.points.adapter.jooq.generated.tables.PointsEntry.POINTS_ENTRY;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.sum;

import io.perennial.membership.Programme;
import io.perennial.points.EntryKind;
import io.perennial.points.Points;
import io.perennial.points.ReadTotals;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Adds up days that are over once and keeps the sums, in order and without gaps; only what was booked since is read from the
 * ledger, by an index that holds all it needs. So the dashboard costs what one day's entries cost, however old the programme
 * is. Whoever asks first on a new day adds up the day before; nothing has to be scheduled.
 */
@Repository
class JooqTotals implements ReadTotals {

    /** By then every transaction that began on the day before is over. */
    private static final Duration LATE_COMMITS = Duration.ofHours(1);

    private final DSLContext dsl;
    private final TransactionTemplate ownTransaction;
    private final ZoneId zone;
    private final Clock clock;

    JooqTotals(DSLContext dsl, PlatformTransactionManager transactions, Programme programme, Clock clock) {
        this.dsl = dsl;
        this.ownTransaction = new TransactionTemplate(transactions);
        this.ownTransaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.zone = programme.zone();
        this.clock = clock;
    }

    @Override
    public Points outstanding() {
        var kept = keepDaysThatAreOver().kept();
        var row = dsl.select(
                        sum(POINTS_DAY.EARNED),
                        sum(POINTS_DAY.SPENT),
                        sum(POINTS_DAY.GIVEN_BACK),
                        sum(POINTS_DAY.TAKEN_BACK),
                        sum(POINTS_DAY.EXPIRED),
                        sum(POINTS_DAY.OTHER))
                .from(POINTS_DAY)
                .where(POINTS_DAY.ZONE.eq(zone.getId()))
                .fetchSingle();
        var before = new Sums(
                number(row.value1()),
                number(row.value2()),
                number(row.value3()),
                number(row.value4()),
                number(row.value5()),
                number(row.value6()));
        return Points.of(Math.max(
                0,
                before.net()
                        + booked(kept.map(this::endOf).orElse(Instant.EPOCH), null)
                                .net()));
    }

    @Override
    public List<Day> lastDays(int days) {
        if (days < 1) {
            throw new IllegalArgumentException("at least one day");
        }
        var known = keepDaysThatAreOver();
        var today = LocalDate.ofInstant(clock.instant(), zone);
        var first = today.minusDays(days - 1L);
        var sums = dsl.selectFrom(POINTS_DAY)
                .where(POINTS_DAY.ZONE.eq(zone.getId()), POINTS_DAY.DAY.ge(first))
                .fetchMap(
                        POINTS_DAY.DAY,
                        row -> new Sums(
                                row.getEarned(),
                                row.getSpent(),
                                row.getGivenBack(),
                                row.getTakenBack(),
                                row.getExpired(),
                                row.getOther()));
        var result = new ArrayList<Day>();
        for (var day = first; !day.isAfter(today); day = day.plusDays(1)) {
            var ofDay = known.keeps(day)
                    ? sums.getOrDefault(day, Sums.NONE)
                    : known.mayHaveEntriesOn(day) ? booked(startOf(day), endOf(day)) : Sums.NONE;
            result.add(ofDay.on(day));
        }
        return result;
    }

    /**
     * @param kept the last day whose sums are kept, all days before it included
     * @param newest the last day on which anything was booked
     */
    private record Known(Optional<LocalDate> kept, Optional<LocalDate> newest) {

        boolean keeps(LocalDate day) {
            return kept.filter(last -> !day.isAfter(last)).isPresent();
        }

        boolean mayHaveEntriesOn(LocalDate day) {
            return newest.filter(last -> !day.isAfter(last)).isPresent();
        }
    }

    /** Never beyond the newest entry: a clock that ran ahead for a while must not close days that are still to come. */
    private Known keepDaysThatAreOver() {
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
            ownTransaction.executeWithoutResult(status -> keep(here));
            kept = Optional.of(here);
        }
        return new Known(kept, newest);
    }

    private Optional<LocalDate> dayOf(Field<Instant> booked) {
        return Optional.ofNullable(
                        dsl.select(booked).from(POINTS_ENTRY).fetchSingle().value1())
                .map(instant -> LocalDate.ofInstant(instant, zone));
    }

    private void keep(LocalDate day) {
        var sums = booked(startOf(day), endOf(day));
        dsl.insertInto(POINTS_DAY)
                .set(POINTS_DAY.ZONE, zone.getId())
                .set(POINTS_DAY.DAY, day)
                .set(POINTS_DAY.EARNED, sums.earned())
                .set(POINTS_DAY.SPENT, sums.spent())
                .set(POINTS_DAY.GIVEN_BACK, sums.givenBack())
                .set(POINTS_DAY.TAKEN_BACK, sums.takenBack())
                .set(POINTS_DAY.EXPIRED, sums.expired())
                .set(POINTS_DAY.OTHER, sums.other())
                .onDuplicateKeyIgnore()
                .execute();
    }

    private Sums booked(Instant from, @Nullable Instant until) {
        var total = sum(POINTS_ENTRY.POINTS);
        var byKind = new EnumMap<EntryKind, Long>(EntryKind.class);
        dsl.select(POINTS_ENTRY.KIND, total)
                .from(POINTS_ENTRY)
                .where(POINTS_ENTRY.BOOKED_AT.ge(from))
                .and(until == null ? DSL.noCondition() : POINTS_ENTRY.BOOKED_AT.lt(until))
                .groupBy(POINTS_ENTRY.KIND)
                .forEach(row -> byKind.put(EntryKind.valueOf(row.value1()), number(row.get(total))));
        return Sums.of(byKind);
    }

    private Instant startOf(LocalDate day) {
        return day.atStartOfDay(zone).toInstant();
    }

    private Instant endOf(LocalDate day) {
        return startOf(day.plusDays(1));
    }

    private static long number(@Nullable BigDecimal sum) {
        return sum == null ? 0 : sum.longValueExact();
    }

    /** All of them counted positive but the last. */
    private record Sums(long earned, long spent, long givenBack, long takenBack, long expired, long other) {

        static final Sums NONE = new Sums(0, 0, 0, 0, 0, 0);

        static Sums of(Map<EntryKind, Long> signed) {
            var sums = NONE;
            for (var each : signed.entrySet()) {
                long points = each.getValue();
                sums = sums.plus(
                        switch (each.getKey()) {
                            case EARNED, RELEASED, GRANTED -> new Sums(points, 0, 0, 0, 0, 0);
                            case SPENT -> new Sums(0, -points, 0, 0, 0, 0);
                            case GIVEN_BACK -> new Sums(0, 0, points, 0, 0, 0);
                            case TAKEN_BACK -> new Sums(0, 0, 0, -points, 0, 0);
                            case EXPIRED -> new Sums(0, 0, 0, 0, -points, 0);
                            case REINSTATED, ADJUSTED, SENT, RECEIVED -> new Sums(0, 0, 0, 0, 0, points);
                        });
            }
            return sums;
        }

        private Sums plus(Sums more) {
            return new Sums(
                    earned + more.earned,
                    spent + more.spent,
                    givenBack + more.givenBack,
                    takenBack + more.takenBack,
                    expired + more.expired,
                    other + more.other);
        }

        long net() {
            return earned - spent + givenBack - takenBack - expired + other;
        }

        Day on(LocalDate day) {
            return new Day(day, earned, spent, givenBack, takenBack, expired, other);
        }
    }
}
