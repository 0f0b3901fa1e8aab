package io.perennial.membership.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perennial.membership.RunTransactions;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

class RunningTransactionsTests {

    private final NoTransactions manager = new NoTransactions();
    private final RunTransactions transactions = new RunningTransactions(manager);
    private final AtomicInteger runs = new AtomicInteger();

    @Test
    void one_of_our_own_that_was_given_up_for_another_is_run_again() {
        assertThat(transactions.run(givenUp(3))).isEqualTo("done");
        assertThat(runs).hasValue(4);
    }

    @Test
    void not_for_ever() {
        assertThatThrownBy(() -> transactions.run(givenUp(100))).isInstanceOf(CannotAcquireLockException.class);
        assertThat(runs).hasValue(7);
    }

    @Test
    void the_callers_is_the_callers_to_run_again() {
        var callers = new TransactionTemplate(manager);

        assertThatThrownBy(() -> callers.execute(status -> transactions.run(givenUp(1))))
                .isInstanceOf(CannotAcquireLockException.class);
        assertThat(runs).hasValue(1);
    }

    @Test
    void what_would_fail_again_is_not_tried_again() {
        assertThatThrownBy(() -> transactions.run(() -> {
                    runs.incrementAndGet();
                    throw new DuplicateKeyException("told before");
                }))
                .isInstanceOf(DuplicateKeyException.class);
        assertThat(runs).hasValue(1);
    }

    private Supplier<String> givenUp(int times) {
        return () -> {
            if (runs.incrementAndGet() <= times) {
                throw new CannotAcquireLockException("a deadlock");
            }
            return "done";
        };
    }

    private static final class NoTransactions extends AbstractPlatformTransactionManager {

        @Override
        protected Object doGetTransaction() {
            return this;
        }

        @Override
        protected void doBegin(Object transaction, TransactionDefinition definition) {}

        @Override
        protected void doCommit(DefaultTransactionStatus status) {}

        @Override
        protected void doRollback(DefaultTransactionStatus status) {}
    }
}
