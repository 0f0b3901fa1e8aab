package io.perennial.points.adapter.jooq;

import static io.perennial.points.adapter.jooq.generated.tables.PointsDay.POINTS_DAY;
import static io.perennial.points.adapter.jooq.generated.tables.PointsEntry.POINTS_ENTRY;
import static org.jooq.impl.DSL.sum;

import io.perennial.points.VerifyLedger.Breach;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jooq.DSLContext;

/**
 * The sums of days that are over, of which the books are made, against what was booked on them: by the index that holds all it
 * needs, a day at a time. A day is only closed when nothing can be booked on it any more.
 */
final class DayChecks {

    private final DSLContext dsl;
    private final ZoneId zone;
    private final Faults faults;

    DayChecks(DSLContext dsl, ZoneId zone, Faults faults) {
        this.dsl = dsl;
        this.zone = zone;
        this.faults = faults;
    }

    void check(LocalDate from) {
        var kept = new TreeMap<LocalDate, TreeMap<String, Long>>();
        dsl.select(POINTS_DAY.DAY, POINTS_DAY.KIND, POINTS_DAY.POINTS)
                .from(POINTS_DAY)
                .where(POINTS_DAY.ZONE.eq(zone.getId()), POINTS_DAY.DAY.ge(from))
                .forEach(row ->
                        kept.computeIfAbsent(row.value1(), _ -> new TreeMap<>()).put(row.value2(), row.value3()));
        kept.forEach((day, sums) -> {
            var booked = booked(day);
            var kinds = new TreeSet<>(sums.keySet());
            kinds.addAll(booked.keySet());
            for (var kind : kinds) {
                faults.compare(
                        Breach.DAY_KEPT,
                        null,
                        day + " " + kind,
                        sums.getOrDefault(kind, 0L),
                        booked.getOrDefault(kind, 0L));
            }
        });
    }

    private TreeMap<String, Long> booked(LocalDate day) {
        var total = sum(POINTS_ENTRY.POINTS);
        var booked = new TreeMap<String, Long>();
        dsl.select(POINTS_ENTRY.KIND, total)
                .from(POINTS_ENTRY)
                .where(
                        POINTS_ENTRY.BOOKED_AT.ge(day.atStartOfDay(zone).toInstant()),
                        POINTS_ENTRY.BOOKED_AT.lt(
                                day.plusDays(1).atStartOfDay(zone).toInstant()))
                .groupBy(POINTS_ENTRY.KIND)
                .forEach(row -> booked.put(row.value1(), row.value2().longValue()));
        return booked;
    }
}
