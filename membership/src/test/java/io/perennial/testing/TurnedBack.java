package io.perennial.testing;

import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/**
 * For tests of years: afterwards the application's clock is where it was. All tests of a module share one, and MariaDB takes
 * no moment after 2038 from the driver.
 */
public final class TurnedBack implements BeforeEachCallback, AfterEachCallback {

    private static final Namespace OURS = Namespace.create(TurnedBack.class);

    @Override
    public void beforeEach(ExtensionContext context) {
        context.getStore(OURS).put(TurnedBack.class, clock(context).instant());
    }

    @Override
    public void afterEach(ExtensionContext context) {
        clock(context).turnTo(Objects.requireNonNull(context.getStore(OURS).remove(TurnedBack.class, Instant.class)));
    }

    private static TurnableClock clock(ExtensionContext context) {
        return SpringExtension.getApplicationContext(context).getBean(TurnableClock.class);
    }
}
