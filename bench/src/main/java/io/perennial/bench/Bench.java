package io.perennial.bench;

import io.perennial.bench.Options.NotUnderstood;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.TimeZone;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.mysql.MySQLContainer;

/**
 * The command; {@code ./perennial help} tells how it is called. Exit codes: 0 every floor is met, 1 one is not, 2 not
 * understood, 3 no database.
 */
public final class Bench {

    static final List<Goal> GOALS = List.of(
            new EarnThroughThePort(),
            new EarnOverHttp(),
            new RedeemOne(),
            new OneHotMember(),
            new FileImport(),
            new EarnWithListeners(),
            new ReadPages(),
            new TailOfEarn(),
            new HomePage());

    private static final String IMAGE = "mysql:9.7";

    private Bench() {}

    public static void main(String[] arguments) throws Exception {
        // jOOQ binds a date and time through the JVM's own zone; ours are all UTC.
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
        System.exit(run(arguments));
    }

    private static int run(String... arguments) throws Exception {
        Options options;
        try {
            options = Options.of(arguments);
            refuseUnknownGoals(options);
        } catch (NotUnderstood e) {
            System.err.println("perennial: " + e.getMessage());
            return 2;
        }
        if (options.container()) {
            if (!DockerClientFactory.instance().isDockerAvailable()) {
                System.err.println("perennial: --container needs Docker, and there is none");
                return 3;
            }
            try (var container = new MySQLContainer(IMAGE)) {
                container.start();
                return measure(options, Server.in(container));
            }
        }
        if (System.getenv("PERENNIAL_BENCH_JDBC_URL") == null) {
            System.err.println(
                    "perennial: bench needs a real MySQL 9.7: set PERENNIAL_BENCH_JDBC_URL, _USER and _PASSWORD to one"
                            + " where databases may be created and commits are durable, or say --container where Docker"
                            + " is.");
            return 3;
        }
        return measure(options, Server.named(System.getenv()));
    }

    private static void refuseUnknownGoals(Options options) {
        var known = GOALS.stream().map(Goal::name).toList();
        for (var wanted : options.only()) {
            if (!known.contains(wanted)) {
                throw new NotUnderstood("there is no goal " + wanted + " among " + known);
            }
        }
    }

    private static int measure(Options options, Server server) throws Exception {
        Server.Facts facts;
        try {
            facts = server.facts();
        } catch (SQLException e) {
            System.err.println("perennial: " + server.url() + " does not answer: " + e.getMessage());
            return 3;
        }
        Progress.tell("MySQL %s; %s", facts.version(), facts.durability());
        var commit = System.getenv().getOrDefault("PERENNIAL_COMMIT", "unknown");
        var report = new Report(Instant.now(), commit, Machine.here(), facts, options);
        var profile = Profile.to(options.profile());
        var goals = GOALS.stream().filter(goal -> options.wants(goal.name())).toList();
        if (!goals.isEmpty() || options.memory()) {
            try (var place = Place.with(server, options.members(), options.keep())) {
                measure(goals, place, options, report, profile);
            }
        }
        if (options.growth()) {
            new Growth(options, server, profile).measure(report);
        }
        System.out.print(report);
        if (options.out().isPresent()) {
            Files.writeString(fromWhereItWasCalled(options.out().get()), report.toString());
        }
        return report.isAboveAllFloors() ? 0 : 1;
    }

    private static void measure(List<Goal> goals, Place place, Options options, Report report, Profile profile)
            throws Exception {
        var loaded = place.verify();
        report.loaded(place.census(), loaded.entries(), loaded.faults().size());
        var stage = place.stage(options, profile);
        if (!goals.isEmpty()) {
            Progress.tell("warming up");
            stage.warmUp();
        }
        for (var goal : goals) {
            Progress.tell("%s: %s", goal.name(), goal.title());
            report.add(goal.name(), goal.title(), goal.measure(stage));
        }
        if (options.memory()) {
            new Memory(options).measure(report, stage);
        }
    }

    /** The door changes into the project's folder. */
    private static Path fromWhereItWasCalled(Path file) {
        return Path.of(System.getenv().getOrDefault("PERENNIAL_CALLED_FROM", ""))
                .resolve(file);
    }
}
