package io.perennial.membership.application;

import java.time.Duration;
import java.util.Objects;
import java.util.function.Supplier;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** A sweep's chunks: each in a transaction of its own, run again when the database gave it up for another one. */
@Component
class Chunks {

    private static final RetryPolicy GIVEN_UP_FOR_ANOTHER = RetryPolicy.builder()
            .includes(ConcurrencyFailureException.class)
            .maxRetries(6)
            .delay(Duration.ofMillis(10))
            .jitter(Duration.ofMillis(10))
            .multiplier(2)
            .maxDelay(Duration.ofMillis(250))
            .build();

    private final TransactionTemplate alone;
    private final RetryTemplate again = new RetryTemplate(GIVEN_UP_FOR_ANOTHER);

    Chunks(PlatformTransactionManager manager) {
        alone = new TransactionTemplate(manager);
        alone.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    <T> T run(Supplier<T> chunk) {
        return again.invoke(() -> Objects.requireNonNull(alone.execute(_ -> chunk.get())));
    }
}
