package io.perennial.insights.adapter.jooq;

import java.util.concurrent.atomic.AtomicLong;
import org.jooq.ExecuteContext;
import org.jooq.ExecuteListener;
import org.jooq.ExecuteListenerProvider;
import org.springframework.stereotype.Component;

/** Counts what jOOQ sends; the server's own counters hold the driver's questions about its session, too. */
@Component
class Statements implements ExecuteListenerProvider {

    private final AtomicLong sent = new AtomicLong();

    long count() {
        return sent.get();
    }

    @Override
    public ExecuteListener provide() {
        return new ExecuteListener() {
            @Override
            public void executeStart(ExecuteContext context) {
                sent.incrementAndGet();
            }
        };
    }
}
