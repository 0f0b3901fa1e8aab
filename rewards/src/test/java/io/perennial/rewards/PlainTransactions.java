package io.perennial.rewards;

import io.perennial.membership.RunTransactions;
import java.util.Objects;
import java.util.function.Supplier;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** For applications without membership; run again at once as often as the port says. */
final class PlainTransactions implements RunTransactions {

    private static final int MOST = 7;

    private final TransactionTemplate joining;
    private final TransactionTemplate alone;

    PlainTransactions(PlatformTransactionManager manager) {
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
        return areUnderWay() ? in(joining, work) : again(joining, work);
    }

    @Override
    public <T> T runAlone(Supplier<T> work) {
        return again(alone, work);
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

    private static <T> T again(TransactionTemplate transaction, Supplier<T> work) {
        for (int run = 1; ; run++) {
            try {
                return in(transaction, work);
            } catch (ConcurrencyFailureException e) {
                if (run == MOST) {
                    throw e;
                }
            }
        }
    }

    private static <T> T in(TransactionTemplate transaction, Supplier<T> work) {
        return Objects.requireNonNull(transaction.execute(_ -> work.get()));
    }
}
