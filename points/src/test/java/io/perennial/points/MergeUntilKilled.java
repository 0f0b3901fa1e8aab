package io.perennial.points;

import io.perennial.PointsTestApplication;
import io.perennial.membership.MergeId;
import io.perennial.membership.MergeMembers;
import io.perennial.membership.StaffId;
import io.perennial.testing.AnotherProcess;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.springframework.transaction.ConfigurableTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;

/** Merges two members, or makes two of them again, and says when all is written and nothing committed. To be killed. */
final class MergeUntilKilled {

    static final String WRITTEN = "written";

    private MergeUntilKilled() {}

    /** @param arguments the merge, who approves it, and whether it is to be undone */
    public static void main(String[] arguments) {
        var application = AnotherProcess.application(PointsTestApplication.class);
        var mergeMembers = application.getBean(MergeMembers.class);
        ((ConfigurableTransactionManager) application.getBean(PlatformTransactionManager.class))
                .addListener(new StopsWhenWritten());
        var merge = MergeId.of(arguments[0]);
        var by = new StaffId(UUID.fromString(arguments[1]));
        if (Boolean.parseBoolean(arguments[2])) {
            mergeMembers.undo(merge, by);
        } else {
            mergeMembers.approve(merge, by);
        }
    }

    private static final class StopsWhenWritten implements TransactionExecutionListener {

        private final CountDownLatch killed = new CountDownLatch(1);

        @Override
        public void beforeCommit(TransactionExecution transaction) {
            AnotherProcess.say(WRITTEN);
            try {
                killed.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
