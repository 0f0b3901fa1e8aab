package io.perennial.rewards;

import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.jooq.ExecuteContext;
import org.jooq.ExecuteListener;
import org.jooq.ExecuteListenerProvider;

/** Counts what this module sends to the database. */
public final class CountedStatements implements ExecuteListener, ExecuteListenerProvider {

    private final AtomicInteger sent = new AtomicInteger();

    @Override
    public ExecuteListener provide() {
        return this;
    }

    @Override
    public void executeStart(ExecuteContext context) {
        sent.incrementAndGet();
    }

    public int during(Callable<?> happening) throws Exception {
        var before = sent.get();
        happening.call();
        return sent.get() - before;
    }
}
