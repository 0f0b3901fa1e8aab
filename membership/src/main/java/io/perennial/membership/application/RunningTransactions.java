package io.perennial.membership.application;

import io.perennial.membership.RunTransactions;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Supplier;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

@Component
class RunningTransactions implements RunTransactions {

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

    RunningTransactions(PlatformTransactionManager manager) {
        joining = new TransactionTemplate(manager);
        alone = new TransactionTemplate(manager);
        alone.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    @Override
    public boolean areUnderWay() {
        return TransactionSynchronizationManager.isActualTransactionActive();
    }

    @Override
    public <T> T run(Supplier<T> work) {
        return areUnderWay() ? in(joining, work) : again.invoke(() -> in(joining, work));
    }

    @Override
    public <T> T runAlone(Supplier<T> work) {
        return again.invoke(() -> in(alone, work));
    }

    @Override
    public void afterwards(Runnable work) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            work.run();
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCompletion(int status) {
                work.run();
            }
        });
    }

    private static <T> T in(TransactionTemplate transaction, Supplier<T> work) {
        return Objects.requireNonNull(transaction.execute(status -> work.get()));
    }
}
