package io.perennial.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** So many clients who begin together, pause as long as they are told after each operation, and stop at the same time. */
final class Clients {

    /**
     * @param done operations that were begun in time
     * @param seconds from the common start to the end of the last operation
     * @param processor nanoseconds that this JVM computed meanwhile, all of its threads together
     */
    record Tally(long done, double seconds, long processor, Latencies latencies) {
        double perSecond() {
            return done / seconds;
        }

        double processorOfOne() {
            return processor / (double) done;
        }
    }

    private static final OperatingSystemMXBean MACHINE =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private Clients() {}

    static Tally work(int clients, Duration time, Work work) throws InterruptedException {
        return work(clients, time, Duration.ZERO, work);
    }

    static Tally work(int clients, Duration time, Duration pause, Work work) throws InterruptedException {
        var start = new CountDownLatch(1);
        var futures = new ArrayList<Future<Latencies>>();
        try (var threads = Executors.newFixedThreadPool(clients)) {
            for (int i = 0; i < clients; i++) {
                var client = i;
                futures.add(threads.submit(() -> {
                    start.await();
                    return workAlone(client, time, pause, work);
                }));
            }
            var computed = MACHINE.getProcessCpuTime();
            var begun = System.nanoTime();
            start.countDown();
            var all = new Latencies();
            for (var each : futures) {
                all.add(each.get());
            }
            var seconds = (System.nanoTime() - begun) / 1e9;
            return new Tally(all.count(), seconds, MACHINE.getProcessCpuTime() - computed, all);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a client failed: " + e.getCause(), e.getCause());
        }
    }

    private static Latencies workAlone(int client, Duration time, Duration pause, Work work) throws Exception {
        var latencies = new Latencies();
        var end = System.nanoTime() + time.toNanos();
        for (var begun = System.nanoTime(); begun < end; ) {
            work.once(client);
            var now = System.nanoTime();
            latencies.add(now - begun);
            begun = pause.isZero() ? now : after(pause);
        }
        return latencies;
    }

    /** @return when the pause was over */
    private static long after(Duration pause) throws InterruptedException {
        Thread.sleep(pause);
        return System.nanoTime();
    }
}
