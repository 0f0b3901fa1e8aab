package io.perennial.trials;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Processes that do not outlive this one, however it is ended short of kill -9. */
final class Children {

    private static final Queue<Process> STARTED = new ConcurrentLinkedQueue<>();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> STARTED.forEach(Process::destroyForcibly)));
    }

    private Children() {}

    static Process keep(Process child) {
        STARTED.removeIf(each -> !each.isAlive());
        STARTED.add(child);
        return child;
    }
}
