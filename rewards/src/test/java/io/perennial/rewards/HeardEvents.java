package io.perennial.rewards;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.springframework.context.event.EventListener;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Events of committed transactions; on request, one that makes the commit fail. */
public final class HeardEvents {

    private final Queue<Record> heard = new ConcurrentLinkedQueue<>();
    private volatile boolean commitsFail;

    @EventListener
    void hear(Record event) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void beforeCommit(boolean readOnly) {
                if (commitsFail) {
                    throw new IllegalStateException("the power went out");
                }
            }

            @Override
            public void afterCommit() {
                heard.add(event);
            }
        });
    }

    public <E extends Record> List<E> of(Class<E> type) {
        return heard.stream().filter(type::isInstance).map(type::cast).toList();
    }

    public void whileCommitsFail(Runnable happening) {
        commitsFail = true;
        try {
            happening.run();
        } finally {
            commitsFail = false;
        }
    }

    public void forget() {
        heard.clear();
    }
}
