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
        var kept = keepDaysThatAreOver();
        var row = dsl.select(
                        sum(POINTS_DAY.EARNED),
                        sum(POINTS_DAY.SPENT),
                        sum(POINTS_DAY.GIVEN_BACK),
                        sum(POINTS_DAY.TAKEN_BACK),
                        sum(POINTS_DAY.EXPIRED))
                .from(POINTS_DAY)
                .where(POINTS_DAY.ZONE.eq(zone.getId()))
                .fetchSingle();
        var before = new Sums(
                number(row.value1()),
                number(row.value2()),
                number(row.value3()),
                number(row.value4()),
                number(row.value5()));
        return Points.of(before.net()
                + booked(kept.map(this::endOf).orElse(Instant.EPOCH), null).net());
    }

    @Override
    public List<Day> lastDays(int days) {
        if (days < 1) {
            throw new IllegalArgumentException("at least one day");
        }
        var kept = keepDaysThatAreOver();
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
                                row.getExpired()));
        var result = new ArrayList<Day>();
        for (var day = first; !day.isAfter(today); day = day.plusDays(1)) {
            var here = day;
            var over = kept.filter(last -> !here.isAfter(last)).isPresent();
            var ofDay = over ? sums.getOrDefault(day, Sums.NONE) : booked(startOf(day), endOf(day));
            result.add(ofDay.on(day));
        }
        return result;
    }

    /** @return the last day whose sums are kept */
    private Optional<LocalDate> keepDaysThatAreOver() {
        var kept = dsl.select(max(POINTS_DAY.DAY))
                .from(POINTS_DAY)
                .where(POINTS_DAY.ZONE.eq(zone.getId()))
                .fetchSingle()
                .value1();
        var over =
                LocalDate.ofInstant(clock.instant().minus(LATE_COMMITS), zone).minusDays(1);
        if (kept != null && !kept.isBefore(over)) {
            return Optional.of(kept);
        }
        var next = kept == null ? firstDay() : kept.plusDays(1);
        while (next != null && !next.isAfter(over)) {
            var day = next;
            ownTransaction.executeWithoutResult(status -> keep(day));
            kept = day;
            next = day.plusDays(1);
        }
        return Optional.ofNullable(kept);
    }

    private @Nullable LocalDate firstDay() {
        var first = dsl.select(min(POINTS_ENTRY.BOOKED_AT))
                .from(POINTS_ENTRY)
                .fetchSingle()
                .value1();
        return first == null ? null : LocalDate.ofInstant(first, zone);
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
                .onDuplicateKeyIgnore()
                .execute();
    }

    private Sums booked(Instant from, @Nullable Instant until) {
        var total = sum(POINTS_ENTRY.POINTS);
        var byKind = new EnumMap<EntryKind, Long>(EntryKind.class);
        dsl.select(POINTS_ENTRY.KIND, total)
                .from(POINTS_ENTRY)
                .where(POINTS_ENTRY.BOOKED_AT.ge(from))
                .and(until == null ? org.jooq.impl.DSL.noCondition() : POINTS_ENTRY.BOOKED_AT.lt(until))
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

    /** All of them counted positive. */
    private record Sums(long earned, long spent, long givenBack, long takenBack, long expired) {

        static final Sums NONE = new Sums(0, 0, 0, 0, 0);

        static Sums of(Map<EntryKind, Long> signed) {
            return new Sums(
                    signed.getOrDefault(EntryKind.EARNED, 0L),
                    -signed.getOrDefault(EntryKind.SPENT, 0L),
                    signed.getOrDefault(EntryKind.GIVEN_BACK, 0L),
                    -signed.getOrDefault(EntryKind.TAKEN_BACK, 0L),
                    -signed.getOrDefault(EntryKind.EXPIRED, 0L));
        }

        long net() {
            return earned - spent + givenBack - takenBack - expired;
        }

        Day on(LocalDate day) {
            return new Day(day, earned, spent, givenBack, takenBack, expired);
        }
    }
}
