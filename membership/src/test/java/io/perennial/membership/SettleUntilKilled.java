package io.perennial.membership;

import io.perennial.MembershipTestApplication;
import io.perennial.testing.AnotherProcess;
import io.perennial.testing.TurnableClock;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.ConfigurableTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;

/** The nightly evaluation of tiers, which after some transactions has written a chunk, says so, and waits to be killed. */
final class SettleUntilKilled {

    static final String WRITTEN = "WRITTEN";

    private SettleUntilKilled() {}

    /** The moment, and how many transactions are committed before; the database is in the environment. */
    public static void main(String[] arguments) {
        var application = AnotherProcess.application(MembershipTestApplication.class);
        application.getBean(TurnableClock.class).turnTo(Instant.parse(arguments[0]));
        ((ConfigurableTransactionManager) application.getBean(PlatformTransactionManager.class))
                .addListener(new StopsWhenWritten(Integer.parseInt(arguments[1])));
        application.getBean(SettleTiers.class).settle();
    }

    private static final class StopsWhenWritten implements TransactionExecutionListener {

        private final CountDownLatch killed = new CountDownLatch(1);
        private int left;

        StopsWhenWritten(int commits) {
            left = commits;
        }

        @Override
        public void beforeCommit(TransactionExecution transaction) {
            if (left == 0) {
                AnotherProcess.say(WRITTEN);
                try {
                    killed.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
        }

        @Override
        public void afterCommit(TransactionExecution transaction, @Nullable Throwable failure) {
            left--;
        }
    }
}
