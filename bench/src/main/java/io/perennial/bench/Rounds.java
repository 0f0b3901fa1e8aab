package io.perennial.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * Two things measured in turns, so that what else the machine does meets both. The first of a pair is the second of the next
 * one: what drifts is not always to the harm of the same.
 */
final class Rounds {

    /** Measures once. */
    @FunctionalInterface
    interface Measuring<T> {
        T measure() throws Exception;
    }

    record Pair<T>(T baseline, T own) {}

    private Rounds() {}

    static <T> List<Pair<T>> inTurns(int rounds, Measuring<T> baseline, Measuring<T> own) throws Exception {
        var pairs = new ArrayList<Pair<T>>();
        for (int round = 0; round < rounds; round++) {
            if (round % 2 == 0) {
                var first = baseline.measure();
                pairs.add(new Pair<>(first, own.measure()));
            } else {
                var first = own.measure();
                pairs.add(new Pair<>(baseline.measure(), first));
            }
        }
        return pairs;
    }
}
