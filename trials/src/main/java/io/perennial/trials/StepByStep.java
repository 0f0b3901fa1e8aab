package io.perennial.trials;

import io.perennial.points.CountActivities;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.modulith.events.core.EventPublicationRepository;

/** Kills its own process with kill -9 at a step between a change that is stored and its event that is handled. */
class StepByStep implements BeanPostProcessor {

    /** In their order. */
    enum Step {
        /** The change is written and not committed; its event is not. */
        STORE,
        /** Both are written, and nothing is committed. */
        PUBLISH,
        /** The event comes to its listener. */
        HANDLE,
        /** The listener has done its work and has not committed it. */
        HANDLED,
        /** The listener's work is committed, and nobody has noted it. */
        COMPLETE,
        /** It is noted. */
        COMPLETED
    }

    private final AtomicReference<@Nullable Step> next = new AtomicReference<>();

    String stopAt(Step step) {
        next.set(step);
        return step.name();
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        if (bean instanceof CountActivities counting) {
            return (CountActivities) told -> {
                reach(Step.HANDLE);
                counting.count(told);
                reach(Step.HANDLED);
            };
        }
        return bean instanceof EventPublicationRepository publications ? watched(publications) : bean;
    }

    private Object watched(EventPublicationRepository publications) {
        return Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {EventPublicationRepository.class},
                (proxy, method, arguments) -> {
                    var creates = method.getName().equals("create");
                    var completes = method.getName().equals("markCompleted");
                    if (creates) {
                        reach(Step.STORE);
                    }
                    if (completes) {
                        reach(Step.COMPLETE);
                    }
                    Object answer;
                    try {
                        answer = method.invoke(publications, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                    if (creates) {
                        reach(Step.PUBLISH);
                    }
                    if (completes) {
                        reach(Step.COMPLETED);
                    }
                    return answer;
                });
    }

    private void reach(Step step) {
        if (next.compareAndSet(step, null)) {
            try {
                new ProcessBuilder(
                                "kill",
                                "-9",
                                String.valueOf(ProcessHandle.current().pid()))
                        .start();
            } catch (IOException e) {
                Runtime.getRuntime().halt(137);
            }
            while (true) {
                LockSupport.park();
            }
        }
    }
}
