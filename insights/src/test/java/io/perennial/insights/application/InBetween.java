package io.perennial.insights.application;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jooq.ExecuteContext;
import org.jooq.ExecuteListener;
import org.jooq.ExecuteListenerProvider;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Lets something happen between two statements of one thread, and counts the statements of all. */
@Component
class InBetween implements ExecuteListenerProvider {

    private final AtomicReference<@Nullable Plan> plan = new AtomicReference<>();
    private final AtomicLong sent = new AtomicLong();

    /** Before so many more statements of this thread; nothing when it does not come to as many before it is taken back. */
    void before(int statements, Runnable what) {
        plan.set(new Plan(Thread.currentThread(), statements, what));
    }

    /** @return whether it still waits */
    boolean takeBack() {
        return plan.getAndSet(null) != null;
    }

    long count() {
        return sent.get();
    }

    private record Plan(Thread thread, int statements, Runnable what) {}

    @Override
    public ExecuteListener provide() {
        return new ExecuteListener() {
            @Override
            public void executeStart(ExecuteContext context) {
                sent.incrementAndGet();
                var now = plan.get();
                if (now == null || now.thread() != Thread.currentThread()) {
                    return;
                }
                if (now.statements() > 0) {
                    plan.set(new Plan(now.thread(), now.statements() - 1, now.what()));
                } else {
                    plan.set(null);
                    now.what().run();
                }
            }
        };
    }
}
