package io.perennial.bench;

import io.perennial.bench.Bar.Verdict;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A line of the result.
 *
 * @param baseline what hand-written JDBC did, empty where there is nothing to compare with
 * @param ratio what the bar is held against: a ratio, or the value itself where there is no baseline
 */
record Finding(
        String what,
        String baseline,
        String own,
        Spread ratio,
        @Nullable Bar bar) {

    Verdict verdict() {
        return bar == null ? Verdict.UNASKED : bar.of(ratio.median());
    }

    /** Operations a second, own ÷ baseline of each round. */
    static Finding ofRates(String what, List<Rounds.Pair<Double>> pairs, @Nullable Bar bar) {
        return new Finding(
                what,
                rate(pairs.stream().map(Rounds.Pair::baseline).toList()),
                rate(pairs.stream().map(Rounds.Pair::own).toList()),
                Spread.of(
                        pairs.stream().map(pair -> pair.own() / pair.baseline()).toList()),
                bar);
    }

    private static String rate(List<Double> perSecond) {
        return String.format(Locale.ROOT, "%,.0f/s", Spread.of(perSecond).median());
    }

    String row() {
        return "| %s | %s | %s | %s | %s | %s | %s |"
                .formatted(
                        what,
                        baseline,
                        own,
                        ratio,
                        bar == null ? "" : bar.shownFloor(),
                        bar == null ? "" : bar.shownGoal(),
                        verdict());
    }
}
