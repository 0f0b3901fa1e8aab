package io.perennial.trials;

import io.perennial.trials.Options.NotUnderstood;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TimeZone;
import java.util.TreeMap;

/**
 * The command; {@code ./perennial help} tells how it is called. Without a time each trial of a build has one round; with one, rounds
 * of all trials follow each other until the time is over. Exit codes: 0 nothing lost and nothing doubled, 1 something was
 * found, 2 not understood, 3 no database server.
 */
public final class Trials {

    static final List<Trial> ALL = List.of(
            new HarmedLedger(),
            new LastOnes(),
            new UnreliableEvents(),
            new Stops(),
            new Kill(Kill.Victim.APPLICATION, 3),
            new Kill(Kill.Victim.DATABASE, 4),
            new Kill(Kill.Victim.BOTH, 1),
            new CutCommits(),
            new SentAgain(),
            new Troubles(),
            new TurnedClocks(),
            new BadFiles(),
            new DiskFull());

    private static final int SOME = 10;

    private final MysqlPrograms programs;
    private final Options options;
    private final Path directory;
    private final Tally tally = new Tally();
    private final Map<String, Integer> rounds = new TreeMap<>();

    private Trials(MysqlPrograms programs, Options options, Path directory) {
        this.programs = programs;
        this.options = options;
        this.directory = directory;
    }

    public static void main(String[] arguments) throws Exception {
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
        System.exit(run(arguments));
    }

    private static int run(String... arguments) throws Exception {
        Options options;
        try {
            options = Options.of(System.nanoTime() & 0xffffff, arguments);
            refuseUnknownTrials(options);
        } catch (NotUnderstood e) {
            System.err.println("perennial: " + e.getMessage());
            return 2;
        }
        var programs = MysqlPrograms.find(System.getenv());
        if (programs.isEmpty()) {
            System.err.println("perennial: trials kill a database server of their own, and none is installed here: set"
                    + " PERENNIAL_TRIALS_MYSQL to a mysqld or mariadbd.");
            return 3;
        }
        var directory = Files.createTempDirectory("perennial-trials-");
        return new Trials(programs.get(), options, directory).play();
    }

    private static void refuseUnknownTrials(Options options) {
        var known = ALL.stream().map(Trial::name).toList();
        for (var wanted : options.only()) {
            if (!known.contains(wanted)) {
                throw new NotUnderstood("there is no trial " + wanted + " among " + known);
            }
        }
    }

    private int play() throws Exception {
        var wanted = ALL.stream()
                .filter(trial -> options.only().isEmpty() || options.only().contains(trial.name()))
                .toList();
        var begun = System.nanoTime();
        try (var stage = new Stage(programs, directory, tally)) {
            tell(stage.database().ask("SELECT VERSION()") + ", durable commits; seed " + options.seed());
            tell("up after " + since(begun));
            for (int round = 0; round == 0 || !isOver(begun); round++) {
                for (var trial : wanted) {
                    if (isDue(trial, round) && (round == 0 || !isOver(begun))) {
                        play(stage, trial, options.seed() + round);
                    }
                }
            }
        } catch (Fault e) {
            System.out.println(tally);
            return 1;
        }
        delete(directory);
        tell("rounds: " + rounds);
        tell(tally + ", in " + since(begun));
        return 0;
    }

    private void play(Stage stage, Trial trial, long seed) {
        var begun = System.nanoTime();
        try {
            trial.round(stage, new SplittableRandom(seed * 31 + trial.name().hashCode()));
            rounds.merge(trial.name(), 1, Integer::sum);
            tell(trial.name() + " " + since(begun));
        } catch (Exception e) {
            System.out.printf(
                    "FAULT in %s: %s%n%s%nreplay: ./perennial trials --only=%s --seed=%d%nkept: %s%n",
                    trial.name(), trial.title(), e, trial.name(), seed, directory);
            e.printStackTrace(System.out);
            throw e instanceof Fault fault ? fault : new Fault("it failed", e);
        }
    }

    private boolean isDue(Trial trial, int round) {
        return options.only().contains(trial.name())
                || switch (trial.turn()) {
                    case EACH_BUILD -> true;
                    case EACH_RELEASE -> options.time().isPresent();
                    case SOME_RELEASES -> round % SOME == 1;
                };
    }

    private boolean isOver(long begun) {
        return System.nanoTime() - begun >= options.time().orElse(Duration.ZERO).toNanos();
    }

    private static double seconds(long begun) {
        return (System.nanoTime() - begun) / 1e9;
    }

    private static void tell(String what) {
        System.out.println(what);
        System.out.flush();
    }

    private static String since(long begun) {
        return String.format(Locale.ROOT, "%.1f s", seconds(begun));
    }

    private static void delete(Path directory) throws IOException {
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, java.io.IOException e) throws IOException {
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
