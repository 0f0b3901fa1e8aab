package io.perennial.points;

import io.perennial.PointsTestApplication;
import io.perennial.testing.AnotherProcess;
import io.perennial.testing.TurnableClock;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.Gatherers;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.ConfigurableTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;

/**
 * A night's work all at the same time: points expire, are released and prolonged, and a file of adjustments is booked. Says
 * when a chunk of each is written and not committed, and waits there to be killed; or says of each that it was begun.
 */
final class SweepUntilKilled {

    static final String WRITTEN = "WRITTEN";
    static final String BEGUN = "BEGUN";

    /** Transactions of each. */
    static final int CHUNKS_BEFORE = 2;

    static final int LINES_AT_ONCE = 500;

    private static final ThreadLocal<Integer> COMMITTED = ThreadLocal.withInitial(() -> 0);

    private SweepUntilKilled() {}

    /** What to say, the moment, the file, and whose it is; the database is in the environment. */
    public static void main(String[] arguments) {
        var application = AnotherProcess.application(PointsTestApplication.class);
        var now = Instant.parse(arguments[1]);
        var file = new AdjustmentFileId(UUID.fromString(arguments[2]));
        application.getBean(TurnableClock.class).turnTo(now);
        var expirePoints = application.getBean(ExpirePoints.class);
        var releasePoints = application.getBean(ReleasePoints.class);
        var prolongPoints = application.getBean(ProlongPoints.class);
        var adjustByFile = application.getBean(AdjustByFile.class);
        var sweeps = Map.<String, Runnable>of(
                "expiry", () -> expirePoints.expire(now),
                "release", () -> releasePoints.release(now),
                "prolonging", () -> prolongPoints.prolong(now),
                "file", () -> book(adjustByFile, file, arguments[3]));
        ((ConfigurableTransactionManager) application.getBean(PlatformTransactionManager.class))
                .addListener(
                        arguments[0].equals(WRITTEN) ? new StopsWhenWritten(sweeps.size()) : new SaysWhatHasBegun());
        var workers = Executors.newFixedThreadPool(sweeps.size());
        sweeps.forEach((name, sweep) -> workers.execute(() -> {
            Thread.currentThread().setName(name);
            sweep.run();
        }));
        workers.shutdown();
    }

    /** As an import does, a chunk after the other; those that are booked already count once. */
    static void book(AdjustByFile adjustByFile, AdjustmentFileId file, String name) {
        KilledSweepsTests.lines(name).stream()
                .gather(Gatherers.windowFixed(LINES_AT_ONCE))
                .forEach(lines -> adjustByFile.book(file, lines));
    }

    /** In front of the commit of a chunk of each. */
    private static final class StopsWhenWritten implements TransactionExecutionListener {

        private final CyclicBarrier all;
        private final CountDownLatch killed = new CountDownLatch(1);

        StopsWhenWritten(int sweeps) {
            all = new CyclicBarrier(sweeps, () -> AnotherProcess.say(WRITTEN));
        }

        @Override
        public void beforeCommit(TransactionExecution transaction) {
            if (COMMITTED.get() == CHUNKS_BEFORE) {
                try {
                    all.await();
                    killed.await();
                } catch (InterruptedException | BrokenBarrierException e) {
                    throw new IllegalStateException(e);
                }
            }
        }

        @Override
        public void afterCommit(TransactionExecution transaction, @Nullable Throwable failure) {
            COMMITTED.set(COMMITTED.get() + 1);
        }
    }

    private static final class SaysWhatHasBegun implements TransactionExecutionListener {

        @Override
        public void afterBegin(TransactionExecution transaction, @Nullable Throwable failure) {
            AnotherProcess.say(BEGUN + " " + Thread.currentThread().getName());
        }
    }
}
