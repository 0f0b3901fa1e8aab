package io.perennial.rewards;

import io.perennial.membership.RecordChange;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The audit trail: a line is there once its transaction is, and a transaction that it cannot be part of fails. */
public final class RecordedChanges implements RecordChange {

    private final Queue<Change> changes = new ConcurrentLinkedQueue<>();
    private volatile boolean broken;

    @Override
    public void record(Change change) {
        if (broken) {
            throw new IllegalStateException("the audit trail cannot be written");
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                changes.add(change);
            }
        });
    }

    public List<Change> of(Object subject) {
        return changes.stream()
                .filter(change -> change.subjectId().equals(subject.toString()))
                .toList();
    }

    public void whileBroken(Runnable happening) {
        broken = true;
        try {
            happening.run();
        } finally {
            broken = false;
        }
    }
}
