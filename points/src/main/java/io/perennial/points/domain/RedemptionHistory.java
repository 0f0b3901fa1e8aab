package io.perennial.points.domain;

import io.perennial.points.Movements;
import io.perennial.points.Movements.Line;
import io.perennial.points.ReadLiability.Breakage;
import io.perennial.points.ReadLiability.Cohort;
import io.perennial.points.ReadLiability.Forecast;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What became of the points of each month of issue, month by month.
 *
 * <p>The share redeemed at an age is learnt over all cohorts that have reached it: what they redeemed at that age, divided by
 * what they were issued (less what refunds took back). Added up over the ages still to come, it says what a cohort will yet
 * redeem, at most what it has left. This is the additive (incremental) form of the development method of actuaries, which
 * stands a first month without any redemption, where a factor would divide by nothing.
 */
public final class RedemptionHistory {

    /** Whole months before anything can be said. */
    public static final int LEAST_MONTHS = 3;

    private static final List<Integer> HORIZONS = List.of(1, 3, 6, 12);

    private final Map<YearMonth, OfCohort> cohorts = new TreeMap<>();

    /** @param movements of points issued in {@code cohort}, in {@code month}; without the issue itself */
    public record Movement(YearMonth cohort, YearMonth month, Movements movements) {}

    /** @param issued by cohort */
    public RedemptionHistory(Map<YearMonth, Long> issued, Collection<Movement> movements) {
        issued.forEach((cohort, points) -> cohorts.put(cohort, new OfCohort(cohort, points)));
        for (var each : movements) {
            cohorts.computeIfAbsent(each.cohort(), cohort -> new OfCohort(cohort, 0))
                    .months
                    .merge(each.month(), each.movements(), Movements::plus);
        }
    }

    public List<Cohort> cohorts() {
        return cohorts.values().stream()
                .map(each -> new Cohort(
                        each.month, each.issued, each.months.values().stream().reduce(Movements.NONE, Movements::plus)))
                .toList();
    }

    /** @param lastWhole the last month that is over */
    public Optional<Breakage> breakage(YearMonth lastWhole) {
        var known = asOf(lastWhole);
        if (known.isEmpty()
                || known.getFirst().month.plusMonths(LEAST_MONTHS - 1L).isAfter(lastWhole)) {
            return Optional.empty();
        }
        var shares = shares(known, lastWhole);
        if (shares.isEmpty() || shares.stream().allMatch(share -> share.signum() == 0)) {
            return Optional.empty();
        }
        var outstanding = known.stream()
                .mapToLong(cohort -> Math.max(0, cohort.left(lastWhole)))
                .sum();
        var expected = expected(known, shares, lastWhole, Integer.MAX_VALUE);
        var past = past(lastWhole);
        return Optional.of(new Breakage(
                lastWhole,
                outstanding,
                expected,
                outstanding - expected,
                ratio(outstanding - expected, outstanding).orElse(BigDecimal.ZERO),
                shares.stream()
                        .reduce(BigDecimal.ZERO, BigDecimal::add)
                        .min(BigDecimal.ONE)
                        .setScale(4, RoundingMode.HALF_UP),
                shares.size() - 1,
                past,
                usualError(past)));
    }

    /** The same estimate as of each month before, for as far ahead as can be checked by now. */
    private List<Forecast> past(YearMonth lastWhole) {
        var forecasts = new ArrayList<Forecast>();
        var first = cohorts.keySet().iterator().next().plusMonths(LEAST_MONTHS - 1L);
        for (var asOf = first; asOf.isBefore(lastWhole); asOf = asOf.plusMonths(1)) {
            var known = asOf(asOf);
            var shares = shares(known, asOf);
            for (var months : HORIZONS) {
                var until = asOf.plusMonths(months);
                if (until.isAfter(lastWhole)) {
                    break;
                }
                var expected = expected(known, shares, asOf, months);
                var from = asOf;
                var actual = known.stream()
                        .mapToLong(cohort -> cohort.redeemed(from.plusMonths(1), until))
                        .sum();
                forecasts.add(new Forecast(asOf, months, expected, actual, ratio(expected - actual, actual)));
            }
        }
        forecasts.sort(Comparator.comparing(Forecast::asOf).reversed().thenComparingInt(Forecast::months));
        return forecasts;
    }

    /** The mean of the errors' sizes. */
    private static Optional<BigDecimal> usualError(List<Forecast> past) {
        var sizes = past.stream()
                .flatMap(forecast -> forecast.error().stream())
                .map(BigDecimal::abs)
                .toList();
        return sizes.isEmpty()
                ? Optional.empty()
                : Optional.of(sizes.stream()
                        .reduce(BigDecimal.ZERO, BigDecimal::add)
                        .divide(BigDecimal.valueOf(sizes.size()), 4, RoundingMode.HALF_UP));
    }

    private List<OfCohort> asOf(YearMonth month) {
        return cohorts.values().stream()
                .filter(cohort -> !cohort.month.isAfter(month))
                .toList();
    }

    /** By age: what was redeemed at it, of all that the cohorts which have reached it were issued. */
    private static List<BigDecimal> shares(List<OfCohort> known, YearMonth asOf) {
        var shares = new ArrayList<BigDecimal>();
        if (known.isEmpty()) {
            return shares;
        }
        var oldest = known.getFirst().age(asOf);
        for (var age = 0; age <= oldest; age++) {
            var redeemed = 0L;
            var issued = 0L;
            for (var cohort : known) {
                if (cohort.age(asOf) >= age) {
                    redeemed += cohort.redeemed(cohort.month.plusMonths(age), cohort.month.plusMonths(age));
                    issued += cohort.kept(asOf);
                }
            }
            shares.add(
                    issued <= 0
                            ? BigDecimal.ZERO
                            : BigDecimal.valueOf(Math.max(0, redeemed))
                                    .divide(BigDecimal.valueOf(issued), MathContext.DECIMAL64));
        }
        return shares;
    }

    private static long expected(List<OfCohort> known, List<BigDecimal> shares, YearMonth asOf, int months) {
        var expected = 0L;
        for (var cohort : known) {
            var age = cohort.age(asOf);
            var until = (int) Math.min(shares.size() - 1L, (long) age + months);
            var share = BigDecimal.ZERO;
            for (var next = age + 1; next <= until; next++) {
                share = share.add(shares.get(next));
            }
            var points = share.multiply(BigDecimal.valueOf(Math.max(0, cohort.kept(asOf))))
                    .setScale(0, RoundingMode.HALF_UP)
                    .longValueExact();
            expected += Math.min(points, Math.max(0, cohort.left(asOf)));
        }
        return expected;
    }

    private static Optional<BigDecimal> ratio(long part, long whole) {
        return whole == 0
                ? Optional.empty()
                : Optional.of(BigDecimal.valueOf(part).divide(BigDecimal.valueOf(whole), 4, RoundingMode.HALF_UP));
    }

    private static final class OfCohort {

        final YearMonth month;
        final long issued;
        final Map<YearMonth, Movements> months = new TreeMap<>();

        OfCohort(YearMonth month, long issued) {
            this.month = month;
            this.issued = issued;
        }

        int age(YearMonth asOf) {
            return Math.toIntExact(ChronoUnit.MONTHS.between(month, asOf));
        }

        /** Issued and not taken back: what could be redeemed at all. */
        long kept(YearMonth asOf) {
            return issued + sum(Line.TAKEN_BACK, month, asOf);
        }

        /** Counted positive. */
        long redeemed(YearMonth from, YearMonth until) {
            return -sum(Line.REDEEMED, from, until);
        }

        long left(YearMonth asOf) {
            return issued
                    + months.entrySet().stream()
                            .filter(each -> !each.getKey().isAfter(asOf))
                            .mapToLong(each -> each.getValue().net())
                            .sum();
        }

        private long sum(Line line, YearMonth from, YearMonth until) {
            return months.entrySet().stream()
                    .filter(each ->
                            !each.getKey().isBefore(from) && !each.getKey().isAfter(until))
                    .mapToLong(each -> each.getValue().of(line))
                    .sum();
        }
    }
}
