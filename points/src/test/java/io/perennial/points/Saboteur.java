package io.perennial.points;

import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Makes the transaction fail that says for the so-manieth time that points expired, once. */
@Component
public class Saboteur {

    static final class Sabotage extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private final AtomicInteger left = new AtomicInteger();

    void strikeAt(int event) {
        left.set(event);
    }

    @EventListener
    void on(PointsExpired event) {
        if (left.get() > 0 && left.decrementAndGet() == 0) {
            throw new Sabotage();
        }
    }
}
