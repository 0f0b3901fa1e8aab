package io.perennial.membership;

import java.util.ArrayList;
import java.util.List;
import org.jooq.ExecuteContext;
import org.jooq.ExecuteListener;

/** Notes each statement that a thread sends. */
public final class StatementCounter implements ExecuteListener {

    private static final ThreadLocal<List<String>> NOTED = ThreadLocal.withInitial(ArrayList::new);

    @Override
    public void executeStart(ExecuteContext context) {
        NOTED.get().add(String.valueOf(context.sql()));
    }

    /** What this thread sends while the task runs. */
    static List<String> during(Runnable task) {
        NOTED.get().clear();
        task.run();
        return List.copyOf(NOTED.get());
    }
}
