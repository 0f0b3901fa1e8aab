package io.perennial.development;

import io.perennial.Perennial;
import io.perennial.testing.EmbeddedDatabase;
import io.perennial.web.Commands;
import java.util.HashMap;
import java.util.Map;
import java.util.TimeZone;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.CommandLinePropertySource;
import org.springframework.core.env.Environment;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * Starts Perennial for those who try it or work on it: in the profile "development", and on the embedded database where no
 * other is configured. It lives among the tests, so that neither that database nor demo data can get into production.
 */
final class PerennialInDevelopment {

    private static final String DATASOURCE_URL = "spring.datasource.url";

    /** Whoever tries Perennial may set a second factor up, and need not: the key is known to all who read this. */
    private static final Map<String, Object> SECOND_FACTOR = Map.of(
            "perennial.identity.secrets-key",
            "ZGV2ZWxvcG1lbnQtb25seS1ub3QtYS1zZWNyZXQtISE=",
            "perennial.identity.second-factor-for",
            "");

    public static void main(String[] arguments) {
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
        if (Commands.isAskedFor(arguments)) {
            System.exit(Commands.run(databaseFor("a command"), arguments));
        }
        var application = new SpringApplication(Perennial.class);
        application.setAdditionalProfiles("development");
        var environment = environment(arguments);
        var address = "http://localhost:" + environment.getProperty("server.port", "8080");
        var defaults = new HashMap<>(SECOND_FACTOR);
        if (!environment.containsProperty(DATASOURCE_URL)) {
            defaults.putAll(startDatabase(address));
        }
        application.setDefaultProperties(defaults);
        application.addListeners((ApplicationListener<ApplicationReadyEvent>) ready -> System.out.println(
                ready.getApplicationContext().getBean(DemoProgramme.class).signIns(address)));
        application.run(arguments);
    }

    private static Map<String, Object> databaseFor(String whom) {
        return environment().containsProperty(DATASOURCE_URL) ? Map.of() : startDatabase(whom);
    }

    /** What is configured before the application's own files are read. */
    private static Environment environment(String... arguments) {
        var environment = new StandardEnvironment();
        CommandLinePropertySource<?> commandLine = new SimpleCommandLinePropertySource(arguments);
        environment.getPropertySources().addFirst(commandLine);
        return environment;
    }

    private static Map<String, Object> startDatabase(String address) {
        try {
            var database = EmbeddedDatabase.persistent(EmbeddedDatabase.developmentDirectory(), address);
            // Its end comes after the application's, which still has something to write down.
            SpringApplication.getShutdownHandlers().add(database::close);
            return Map.of(
                    DATASOURCE_URL,
                    database.jdbcUrl(),
                    "spring.datasource.username",
                    database.user(),
                    "spring.datasource.password",
                    database.password());
        } catch (IllegalStateException e) {
            System.err.println(e.getMessage());
            System.exit(1);
            throw e;
        }
    }

    private PerennialInDevelopment() {}
}
