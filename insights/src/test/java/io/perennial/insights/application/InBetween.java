package io.perennial.insights.application;

import java.util.concurrent.atomic.AtomicReference;
import org.jooq.ExecuteContext;
import org.jooq.ExecuteListener;
import org.jooq.ExecuteListenerProvider;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Lets something happen between two statements of one thread. */
@Component
class InBetween implements ExecuteListenerProvider {

    private final AtomicReference<@Nullable Plan> plan = new AtomicReference<>();

    /** Before so many more statements of this thread; nothing when it does not come to as many before it is taken back. */
    void before(int statements, Runnable what) {
        plan.set(new Plan(Thread.currentThread(), statements, what));
    }

    /** @return whether it still waits */
    boolean takeBack() {
        return plan.getAndSet(null) != null;
    }

    private record Plan(Thread thread, int statements, Runnable what) {}

    @Override
    public ExecuteListener provide() {
        return new ExecuteListener() {
            @Override
            public void executeStart(ExecuteContext context) {
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
