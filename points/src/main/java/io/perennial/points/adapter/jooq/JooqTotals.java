package io.perennial.points.adapter.jooq;

import static io.perennial.points.adapter.jooq.generated.tables.PointsAccount.POINTS_ACCOUNT;
import static org.jooq.impl.DSL.sum;

import io.perennial.points.EntryKind;
import io.perennial.points.Movements;
import io.perennial.points.Points;
import io.perennial.points.ReadLiability;
import io.perennial.points.ReadTotals;
import io.perennial.points.domain.RedemptionHistory;
import io.perennial.points.domain.RedemptionHistory.Movement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

/** Sums over all members, for the dashboard and for the books: from the days that are closed, and what was booked since. */
@Repository
class JooqTotals implements ReadTotals, ReadLiability {

    private static final int MOST_MONTHS = 120;

    private final DSLContext dsl;
    private final JooqClosedDays days;

    JooqTotals(DSLContext dsl, JooqClosedDays days) {
        this.dsl = dsl;
        this.days = days;
    }

    @Override
    public Points outstanding() {
        return Points.of(Math.max(0, booked()));
    }

    /** Of all time. */
    private long booked() {
        var since = since(days.closeWhatIsOver());
        return Math.addExact(
                days.keptBefore(null).net(), days.booked(since, null).net());
    }

    private Instant since(JooqClosedDays.Known known) {
        return known.kept().map(days::endOf).orElse(Instant.EPOCH);
    }

    @Override
    public List<Day> lastDays(int number) {
        if (number < 1) {
            throw new IllegalArgumentException("at least one day");
        }
        var known = days.closeWhatIsOver();
        var today = days.today();
        var first = today.minusDays(number - 1L);
        var kept = days.kept(first);
        var result = new ArrayList<Day>();
        for (var day = first; !day.isAfter(today); day = day.plusDays(1)) {
            result.add(new Day(day, ofDay(day, known, kept)));
        }
        return result;
    }

    private Movements ofDay(LocalDate day, JooqClosedDays.Known known, Map<LocalDate, Movements> kept) {
        if (known.keeps(day)) {
            return kept.getOrDefault(day, Movements.NONE);
        }
        return known.mayHaveEntriesOn(day) ? days.booked(days.startOf(day), days.endOf(day)) : Movements.NONE;
    }

    @Override
    public List<Month> rollForward(int number) {
        if (number < 1 || number > MOST_MONTHS) {
            throw new IllegalArgumentException("1 to " + MOST_MONTHS + " months");
        }
        var known = days.closeWhatIsOver();
        var last = YearMonth.from(days.today());
        var first = last.minusMonths(number - 1L);
        var moved = new HashMap<YearMonth, Movements>();
        days.kept(first.atDay(1))
                .forEach((day, movements) -> moved.merge(YearMonth.from(day), movements, Movements::plus));
        // Days not closed yet: the last of them may lie in the month before.
        var open = since(known);
        var start = days.startOf(last.atDay(1));
        if (open.isBefore(start)) {
            moved.merge(last.minusMonths(1), days.booked(open, start), Movements::plus);
            open = start;
        }
        moved.merge(last, days.booked(open, null), Movements::plus);
        var months = new ArrayList<Month>();
        var opening = days.keptBefore(first.atDay(1)).net();
        if (first.equals(last)) {
            opening += moved.getOrDefault(last.minusMonths(1), Movements.NONE).net(); // what is not closed yet
        }
        for (var month = first; !month.isAfter(last); month = month.plusMonths(1)) {
            var row = new Month(month, opening, moved.getOrDefault(month, Movements.NONE));
            months.add(row);
            opening = row.closing();
        }
        return months;
    }

    @Override
    public TieOut tieOut() {
        var entries = booked();
        var accounts = dsl.select(sum(POINTS_ACCOUNT.BALANCE.minus(POINTS_ACCOUNT.OWED)))
                .from(POINTS_ACCOUNT)
                .fetchSingle();
        return new TieOut(JooqClosedDays.number(accounts.value1()), entries);
    }

    @Override
    public List<Cohort> cohorts() {
        return history().cohorts();
    }

    @Override
    public Optional<Breakage> breakage() {
        return history().breakage(YearMonth.from(days.today()).minusMonths(1));
    }

    private RedemptionHistory history() {
        var known = days.closeWhatIsOver();
        var issued = new HashMap<YearMonth, Long>();
        var movements = new ArrayList<Movement>();
        days.keptCohorts().forEach(change -> sort(change.key(), change.points(), issued, movements));
        days.changesOfCohorts(since(known), null).forEach((key, points) -> sort(key, points, issued, movements));
        return new RedemptionHistory(issued, movements);
    }

    private static void sort(
            JooqClosedDays.CohortKey key, long points, Map<YearMonth, Long> issued, List<Movement> movements) {
        if (key.kind().equals(JooqClosedDays.ISSUED)) {
            issued.merge(key.cohort(), points, Math::addExact);
        } else {
            movements.add(new Movement(
                    key.cohort(), key.month(), new Movements(Map.of(EntryKind.valueOf(key.kind()), points))));
        }
    }
}
