package io.perennial.testing;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.SpringApplication;

/**
 * What is to be done when this process ends: at once where it runs no application, and after the applications where it does,
 * because they still ask their database something when they end.
 */
final class Endings {

    private static final Map<Thread, Runnable> HOOKS = new LinkedHashMap<>();

    private Endings() {}

    static synchronized void add(Runnable ending) {
        var hook = new Thread(ending, "ending");
        Runtime.getRuntime().addShutdownHook(hook);
        HOOKS.put(hook, ending);
    }

    /** To be called by each application before it starts. */
    static synchronized void waitForApplications() {
        HOOKS.forEach((hook, ending) -> {
            Runtime.getRuntime().removeShutdownHook(hook);
            SpringApplication.getShutdownHandlers().add(ending);
        });
        HOOKS.clear();
    }
}
