package io.perennial.insights.application;

import io.perennial.insights.KeepFacts;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Passes on what was recorded: to other modules, and to what is known of members.
 *
 * <p><b>How it is designed, and why.</b> Handing each activity over by itself would cost as much as booking it. So the
 * transaction that records leaves a note, and whoever hands over takes all the notes there are. The first activity after a
 * rest is handed over as soon as it is stored; those that follow wait until {@value #PAUSE_MS} ms have gone by, so the busier
 * it is, the more go together. The notes are rows: what an instance that died has left is taken up by the others' regular
 * turn, which the application's jobs take every few seconds.
 */
@Component
class HandingOver implements DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(HandingOver.class);
    private static final int PAUSE_MS = 250;
    private static final Duration LAST_TURN = Duration.ofSeconds(5);

    private final KeepFacts facts;
    private final boolean atOnce;
    private final AtomicBoolean called = new AtomicBoolean();
    private final ScheduledExecutorService turns = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("hand-over").factory());
    private volatile long rested = System.nanoTime();

    /** @param atOnce otherwise all wait for the regular turn */
    HandingOver(KeepFacts facts, @Value("${perennial.insights.hand-over-at-once:true}") boolean atOnce) {
        this.facts = facts;
        this.atOnce = atOnce;
    }

    /** As soon as the transaction that is under way is stored. */
    void whenStored() {
        if (atOnce) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    call();
                }
            });
        }
    }

    private void call() {
        if (called.compareAndSet(false, true)) {
            try {
                var _ = turns.schedule(this::handOver, Math.max(0, rested - System.nanoTime()), TimeUnit.NANOSECONDS);
            } catch (RejectedExecutionException _) {
                log.debug("Closing: what was recorded last is left to the next start");
            }
        }
    }

    private void handOver() {
        called.set(false);
        try {
            facts.gather();
        } catch (RuntimeException e) {
            log.warn("What was recorded is handed over by the next regular turn: {}", e.toString());
        }
        rested = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PAUSE_MS);
    }

    @Override
    public void destroy() throws InterruptedException {
        turns.shutdownNow();
        turns.awaitTermination(LAST_TURN.toMillis(), TimeUnit.MILLISECONDS);
    }
}
