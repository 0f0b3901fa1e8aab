package io.perennial.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Whether all of it fits into 256 MiB, and what a file of a million lines adds: in a JVM of its own, which has no more. */
final class Memory {

    private static final int LINES = 1_000_000;
    private static final int FEW = 5_000;
    private static final double MEBI = 1 << 20;

    private final Options options;

    Memory(Options options) {
        this.options = options;
    }

    void measure(Report report, Stage stage) throws IOException, InterruptedException, SQLException {
        var lines = options.isGiven("lines") ? options.lines() : LINES;
        Progress.tell("memory: a file of %,d lines in a JVM with 256 MiB", lines);
        var few = Files.createTempFile("bench", ".csv");
        var file = Files.createTempFile("bench", ".csv");
        try {
            FileImport.write(few, stage, FEW);
            FileImport.write(file, stage, lines);
            var told = runInside(stage.database(), few, file);
            var before = Double.parseDouble(told.get(1)) / MEBI;
            var highest = Double.parseDouble(told.get(2)) / MEBI;
            var start = Double.parseDouble(told.get(0)) / 1000;
            report.add(
                    "Memory",
                    "the application in a JVM with -Xmx256m",
                    List.of(
                            row("start until it answers, in s", start, Bar.atMost(6, 6)),
                            row("live heap before, in MiB", before, null),
                            row(
                                    String.format(Locale.ROOT, "import of %,d lines adds at most, in MiB", lines),
                                    Math.max(0, highest - before),
                                    Bar.atMost(32, 32))));
        } finally {
            Files.delete(few);
            Files.delete(file);
        }
    }

    private static Finding row(String what, double value, @Nullable Bar bar) {
        return new Finding(what, "", String.format(Locale.ROOT, "%.1f", value), new Spread(value, value, value), bar);
    }

    /** @return milliseconds of the start, bytes before, most bytes meanwhile */
    private List<String> runInside(String database, Path few, Path file) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-Duser.timezone=UTC",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                MemoryInside.class.getName(),
                database,
                few.toString(),
                file.toString()));
        var process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<String> told = List.of();
        try (var out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (var line = out.readLine(); line != null; line = out.readLine()) {
                if (line.startsWith(MemoryInside.TELLS)) {
                    told = List.of(line.substring(MemoryInside.TELLS.length()).split(" "));
                }
            }
        }
        var ended = process.waitFor();
        if (ended != 0 || told.size() != 3) {
            throw new IllegalStateException("the application with 256 MiB ended with " + ended);
        }
        return told;
    }
}
