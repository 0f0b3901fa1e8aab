package io.perennial.points.application;

import java.time.Duration;
import java.util.Objects;
import java.util.function.Supplier;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Runs work in the caller's transaction, or in one of its own. When the database gives a transaction up for another one (a
 * deadlock, a lock that could not be had in time), nothing of it is left, so one of our own is run again from the start; the
 * caller's is the caller's to run again.
 */
@Component
class Transactions {

    private static final RetryPolicy GIVEN_UP_FOR_ANOTHER = RetryPolicy.builder()
            .includes(ConcurrencyFailureException.class)
            .maxRetries(6)
            .delay(Duration.ofMillis(10))
            .jitter(Duration.ofMillis(10))
            .multiplier(2)
            .maxDelay(Duration.ofMillis(250))
            .build();

    private final TransactionTemplate joining;
    private final TransactionTemplate alone;
    private final RetryTemplate again = new RetryTemplate(GIVEN_UP_FOR_ANOTHER);

    Transactions(PlatformTransactionManager manager) {
        joining = new TransactionTemplate(manager);
        alone = new TransactionTemplate(manager);
        alone.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /** Whether the caller has begun one. */
    boolean areUnderWay() {
        return TransactionSynchronizationManager.isActualTransactionActive();
    }

    /** Takes part in the caller's transaction if there is one. */
    <T> T run(Supplier<T> work) {
        return areUnderWay() ? in(joining, work) : again.invoke(() -> in(joining, work));
    }

    /** Always in a transaction of its own. */
    <T> T runAlone(Supplier<T> work) {
        return again.invoke(() -> in(alone, work));
    }

    private static <T> T in(TransactionTemplate transaction, Supplier<T> work) {
        return Objects.requireNonNull(transaction.execute(status -> work.get()));
    }
}
