package io.perennial.bench;

import io.perennial.bench.Clients.Tally;
import io.perennial.bench.Rounds.Pair;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;

/** What a goal is measured on: a loaded database, the application and the baseline on it, and how long to measure. */
record Stage(
        Options options,
        Server server,
        String database,
        DataSource dataSource,
        RawLedger raw,
        RunningPerennial perennial,
        Population population,
        Profile profile) {

    /** Of all runs and goals, so that nothing has happened before. */
    private static final AtomicLong REFERENCES = new AtomicLong();

    private static final String RUN = Long.toString(System.currentTimeMillis(), 36);

    static String reference() {
        return RUN + "-" + REFERENCES.incrementAndGet();
    }

    /** Once, before anything is counted: what a compiler has not seen yet is slow. */
    void warmUp() throws InterruptedException {
        Clients.work(Server.CONNECTIONS, options.warmUp(), EarnThroughThePort.own(this));
        Clients.work(Server.CONNECTIONS, options.warmUp().dividedBy(4), EarnThroughThePort.baseline(this));
    }

    /** Each in turn, so many clients at a time; warmed up by a round that is not counted. */
    List<Pair<Tally>> compare(int clients, Work baseline, Work own) throws Exception {
        Clients.work(clients, options.time(), baseline);
        Clients.work(clients, options.time(), own);
        var pairs = Rounds.inTurns(
                options.rounds(),
                () -> Clients.work(clients, options.time(), baseline),
                () -> profile.during(() -> Clients.work(clients, options.time(), own)));
        Progress.tell(
                "  %s: %s; this JVM computes %s, baseline %s",
                clients(clients),
                Spread.of(ratios(pairs)),
                millis(Spread.of(pairs.stream()
                                .map(pair -> pair.own().processorOfOne())
                                .toList())
                        .median()),
                millis(Spread.of(pairs.stream()
                                .map(pair -> pair.baseline().processorOfOne())
                                .toList())
                        .median()));
        return pairs;
    }

    static List<Double> ratios(List<Pair<Tally>> pairs) {
        return pairs.stream()
                .map(pair -> pair.own().perSecond() / pair.baseline().perSecond())
                .toList();
    }

    static List<Pair<Double>> rates(List<Pair<Tally>> pairs) {
        return pairs.stream()
                .map(pair -> new Pair<>(pair.baseline().perSecond(), pair.own().perSecond()))
                .toList();
    }

    static String clients(int number) {
        return number == 1 ? "1 client" : number + " clients";
    }

    static String millis(double nanos) {
        return String.format(Locale.ROOT, "%.2f ms", nanos / 1e6);
    }
}
