package io.perennial.bench;

import io.perennial.points.VerifyLedger;
import java.nio.file.Path;
import java.util.List;
import java.util.TimeZone;

/** The command: see {@code ./perennial help}. */
public final class Bench {

    private static final List<Goal> GOALS = List.of(new EarnThroughThePort());

    private Bench() {}

    public static void main(String[] arguments) throws Exception {
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
        var options = Options.of(arguments);
        var server = Server.named(System.getenv());
        Progress.tell("%s", server.facts().durability());
        var database = "perennial_bench_" + options.keep().orElse(Long.toString(ProcessHandle.current().pid()));
        var isNew = !server.has(database);
        if (isNew) {
            server.create(database);
        }
        try (var pool = server.pool(database);
                var perennial = RunningPerennial.on(server, database)) {
            if (isNew) {
                Progress.tell("loading %,d members", options.members());
                new Loading(pool, perennial).load(options.members());
                Progress.tell("verifying");
                var report = perennial.port(VerifyLedger.class).verify();
                Progress.tell("%d entries, %s", report.entries(), report.faults());
            }
            var stage = new Stage(options, server, database, pool, new RawLedger(pool), perennial, Population.of(pool));
            for (var goal : GOALS) {
                if (options.wants(goal.name())) {
                    Progress.tell("%s %s", goal.name(), goal.title());
                    goal.measure(stage).forEach(finding -> System.out.println(finding.row()));
                }
            }
        } finally {
            if (options.keep().isEmpty()) {
                server.drop(database);
            }
        }
        System.exit(0);
    }
}
