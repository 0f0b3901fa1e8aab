package io.perennial.membership;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Something that everybody asks for and few people ever change, kept in memory. What this instance changes holds at once,
 * what another one changes after two seconds at most.
 */
public final class Memory<T> {

    private static final Duration FRESH = Duration.ofSeconds(2);

    private final RunTransactions transactions;
    private final Clock clock;
    private final Supplier<T> read;
    private volatile @Nullable Copy<T> copy;
    private long forgotten;

    public Memory(RunTransactions transactions, Clock clock, Supplier<T> read) {
        this.transactions = transactions;
        this.clock = clock;
        this.read = read;
    }

    private record Copy<T>(T value, Instant readAt) {

        /** Also stale when the clock was put back. */
        boolean isFreshAt(Instant now) {
            return !now.isBefore(readAt) && now.isBefore(readAt.plus(FRESH));
        }
    }

    public T get() {
        var now = clock.instant();
        var kept = copy;
        return kept != null && kept.isFreshAt(now) ? kept.value() : readAnew(now);
    }

    /** What was read while it was being changed is for whoever read it, and not kept. */
    private T readAnew(Instant now) {
        long before;
        synchronized (this) {
            before = forgotten;
        }
        var value = read.get();
        synchronized (this) {
            if (forgotten == before) {
                copy = new Copy<>(value, now);
            }
        }
        return value;
    }

    /** Others must not read the old value between this change and its commit, nor the new one if it is rolled back. */
    public void forget() {
        drop();
        transactions.afterwards(this::drop);
    }

    private synchronized void drop() {
        forgotten++;
        copy = null;
    }
}
