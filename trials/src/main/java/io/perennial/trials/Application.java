package io.perennial.trials;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The whole of Perennial in a JVM of its own, as in production but for a key without limits, a short wait for a connection and a
 * clock that can be turned. It serves HTTP, and answers what a trial asks it over its standard input.
 */
final class Application implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String ENDED = "ended";

    private final Process process;
    private final BufferedWriter questions;
    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
    private final Path log;

    private Application(Process process, Path log) {
        this.process = process;
        this.log = log;
        this.questions = process.outputWriter(StandardCharsets.UTF_8);
        Thread.ofVirtual().start(() -> listen(process.inputReader(StandardCharsets.UTF_8)));
    }

    /** @param databasePort of the proxy before it */
    static Application start(QuickStart quick, int httpPort, int databasePort, Path log) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx384m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Duser.timezone=UTC",
                "--enable-native-access=ALL-UNNAMED"));
        command.addAll(quick.options());
        command.addAll(List.of(
                ApplicationUnderTrial.class.getName(),
                "--spring.datasource.url=" + Database.address(databasePort),
                "--spring.datasource.username=" + Database.USER,
                "--spring.datasource.password=" + Database.password(),
                "--spring.datasource.hikari.connection-timeout=2000",
                "--server.port=" + httpPort,
                "--spring.main.banner-mode=off",
                "--perennial.api.requests-per-minute=100000000",
                "--perennial.api.burst=1000000"));
        var process = Children.keep(
                new ProcessBuilder(command).redirectErrorStream(true).start());
        var application = new Application(process, log);
        application.answer();
        return application;
    }

    private void listen(BufferedReader lines) {
        try (lines;
                var kept = Files.newBufferedWriter(log, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(ApplicationUnderTrial.SAYS)) {
                    answers.add(line.substring(ApplicationUnderTrial.SAYS.length()));
                } else {
                    kept.write(line + "\n");
                    kept.flush();
                }
            }
        } catch (IOException e) {
            // it was killed in the middle of a line
        }
        answers.add(ENDED);
    }

    /** One question, one answer; both are one line. */
    synchronized String ask(String question) throws IOException {
        questions.write(question + "\n");
        questions.flush();
        return answer();
    }

    private String answer() throws IOException {
        try {
            var answer = answers.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            if (answer == null || answer.equals(ENDED)) {
                throw new IOException(
                        "the application " + (answer == null ? "does not answer" : "ended") + "; its log is " + log);
            }
            return answer;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** As kill -9 does. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    /** In peace. */
    void end() throws InterruptedException, IOException {
        questions.write(ApplicationUnderTrial.END + "\n");
        questions.flush();
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new IOException("the application did not end");
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
