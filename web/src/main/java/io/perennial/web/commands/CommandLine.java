package io.perennial.web.commands;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.ComponentScan;

/**
 * Perennial without its web server and its jobs, for one command: {@code import}, {@code verify}, {@code seal}, {@code facts} or {@code staff}.
 *
 * <p>Exit codes: 0 done, 1 failed, 2 not understood, 3 not possible, 4 the ledger has faults.
 */
@EnableAutoConfiguration
@ConfigurationPropertiesScan("io.perennial")
@ComponentScan({
    "io.perennial.membership",
    "io.perennial.insights",
    "io.perennial.points",
    "io.perennial.rewards",
    "io.perennial.referrals",
    "io.perennial.recall",
    "io.perennial.web.configuration",
    "io.perennial.web.database",
    "io.perennial.web.adapter",
    "io.perennial.web.imports",
    "io.perennial.web.api.keys",
    "io.perennial.web.commands"
})
public final class CommandLine {

    private static final Set<String> NAMES = Set.of("import", "verify", "seal", "staff", "facts");

    private static final Map<String, Object> QUIETLY = Map.of(
            "db-scheduler.enabled", "false",
            "spring.threads.virtual.enabled", "false",
            "spring.task.execution.shutdown.await-termination", "true",
            "spring.task.execution.shutdown.await-termination-period", "60s",
            "spring.main.log-startup-info", "false",
            "logging.level.root", "warn",
            "logging.level.org.jooq", "error");

    private CommandLine() {}

    /** A file as it is named where the command was called: the door changes the directory before it calls. */
    static Path file(String name) {
        var from = System.getenv("PERENNIAL_CALLED_FROM");
        return Path.of(from == null ? "" : from).resolve(name);
    }

    /** Whether these arguments ask for a command, and not for the server. */
    public static boolean isAskedFor(String... arguments) {
        return arguments.length > 0 && NAMES.contains(arguments[0]);
    }

    /**
     * Runs the command to its end.
     *
     * @param defaults properties that hold where nothing else says otherwise
     * @return the exit code
     */
    public static int run(Map<String, Object> defaults, String... arguments) {
        var application = new SpringApplication(CommandLine.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setBannerMode(Banner.Mode.OFF);
        var properties = new java.util.HashMap<>(defaults);
        properties.putAll(QUIETLY);
        application.setDefaultProperties(properties);
        try (var context = application.run()) {
            var command = context.getBeansOfType(Command.class).values().stream()
                    .filter(each -> each.name().equals(arguments[0]))
                    .findFirst()
                    .orElseThrow();
            var rest = List.copyOf(Arrays.asList(arguments).subList(1, arguments.length));
            var code = command.run(Command.Arguments.of(rest));
            if (code == ExitCode.USAGE) {
                System.err.println("Usage: " + command.name() + " " + command.usage());
            }
            return code;
        } catch (Exception e) {
            System.err.println(arguments[0] + " failed: " + e);
            return ExitCode.FAILED;
        }
    }
}
