package io.perennial.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Map;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.context.ContextConfiguration;

/**
 * Beside {@code @ApplicationModuleTest} or {@code @SpringBootTest}: the application runs on the {@link TestDatabase}, and
 * every test begins with what the migrations left in it.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@ContextConfiguration(initializers = OnTestDatabase.Connected.class)
@ExtendWith(OnTestDatabase.Reset.class)
public @interface OnTestDatabase {

    /** Tells the application where its database is. */
    final class Connected implements ApplicationContextInitializer<ConfigurableApplicationContext> {

        @Override
        public void initialize(ConfigurableApplicationContext context) {
            var properties =
                    new MapPropertySource("test-database", TestDatabase.get().properties());
            context.getEnvironment().getPropertySources().addFirst(properties);
            // Nothing works on behind a test's back, unless the test says that it shall.
            context.getEnvironment()
                    .getPropertySources()
                    .addLast(new MapPropertySource(
                            "no-work-behind", Map.of("perennial.insights.hand-over-at-once", "false")));
            Endings.waitForApplications();
        }
    }

    /** Puts every table back before each test; usable alone where a test needs no application. */
    final class Reset implements BeforeEachCallback {

        @Override
        public void beforeEach(ExtensionContext context) {
            TestDatabase.get().reset();
        }
    }
}
