package io.perennial.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** So many clients who begin together, never pause, and stop at the same time. */
final class Clients {

    /**
     * @param done operations that were begun in time
     * @param seconds from the common start to the end of the last operation
     */
    record Tally(long done, double seconds, Latencies latencies) {
        double perSecond() {
            return done / seconds;
        }
    }

    private Clients() {}

    static Tally work(int clients, Duration time, Work work) throws InterruptedException {
        var start = new CountDownLatch(1);
        var futures = new ArrayList<Future<Latencies>>();
        try (var threads = Executors.newFixedThreadPool(clients)) {
            for (int i = 0; i < clients; i++) {
                var client = i;
                futures.add(threads.submit(() -> {
                    start.await();
                    return workAlone(client, time, work);
                }));
            }
            var begun = System.nanoTime();
            start.countDown();
            var all = new Latencies();
            for (var each : futures) {
                all.add(each.get());
            }
            return new Tally(all.count(), (System.nanoTime() - begun) / 1e9, all);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a client failed: " + e.getCause(), e.getCause());
        }
    }

    private static Latencies workAlone(int client, Duration time, Work work) throws Exception {
        var latencies = new Latencies();
        var end = System.nanoTime() + time.toNanos();
        for (var begun = System.nanoTime(); begun < end; ) {
            work.once(client);
            var now = System.nanoTime();
            latencies.add(now - begun);
            begun = now;
        }
        return latencies;
    }
}
