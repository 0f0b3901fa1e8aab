package io.perennial.trials;

import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;

/** What was tried, over all trials. */
final class Tally {

    final LongAdder operations = new LongAdder();
    final LongAdder requests = new LongAdder();
    final LongAdder killsOfTheApplication = new LongAdder();
    final LongAdder killsOfTheDatabase = new LongAdder();
    final LongAdder cuts = new LongAdder();
    final LongAdder harms = new LongAdder();
    final LongAdder troubles = new LongAdder();
    final LongAdder deliveries = new LongAdder();
    final LongAdder turns = new LongAdder();
    final LongAdder lines = new LongAdder();
    final LongAdder lost = new LongAdder();
    final LongAdder doubled = new LongAdder();

    long kills() {
        return killsOfTheApplication.sum() + killsOfTheDatabase.sum();
    }

    /** The promise. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%,d operations in %,d requests, %,d kills (application %,d, database %,d), %,d cuts at a commit,"
                        + " %,d troubles of the server, %,d deliveries of events, %,d turns of the clock,"
                        + " %,d lines of bad files, %,d harms found: %,d points lost, %,d doubled",
                operations.sum(),
                requests.sum(),
                kills(),
                killsOfTheApplication.sum(),
                killsOfTheDatabase.sum(),
                cuts.sum(),
                troubles.sum(),
                deliveries.sum(),
                turns.sum(),
                lines.sum(),
                harms.sum(),
                lost.sum(),
                doubled.sum());
    }
}
