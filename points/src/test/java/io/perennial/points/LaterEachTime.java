package io.perennial.points;

import io.perennial.testing.TurnableClock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/** Each test begins some seconds after noon, later than the one before, so that what was kept in memory is read again. */
final class LaterEachTime implements BeforeEachCallback {

    private static final AtomicInteger TESTS = new AtomicInteger();

    @Override
    public void beforeEach(ExtensionContext context) {
        SpringExtension.getApplicationContext(context)
                .getBean(TurnableClock.class)
                .turnTo(Stories.NOON.plus(Duration.ofSeconds(5L * TESTS.incrementAndGet())));
    }
}
