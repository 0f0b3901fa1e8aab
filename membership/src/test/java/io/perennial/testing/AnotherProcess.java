package io.perennial.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** A process with an application of its own on the database of this one, which says line by line how far it is, to be killed. */
public final class AnotherProcess implements AutoCloseable {

    private final Process process;
    private final BufferedReader lines;
    private final Pattern words;
    private final List<String> otherLines = new ArrayList<>();

    private AnotherProcess(Process process, Pattern words) {
        this.process = process;
        this.lines = process.inputReader(StandardCharsets.UTF_8);
        this.words = words;
    }

    /** @param words what it says of itself; everything else is its log */
    public static AnotherProcess start(Class<?> main, Pattern words, List<String> arguments) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Duser.timezone=UTC",
                "-Dlogging.config=classpath:io/perennial/testing/logging.xml",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(arguments);
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        TestDatabase.get()
                .properties()
                .forEach((name, value) -> builder.environment().put(name, value.toString()));
        return new AnotherProcess(builder.start(), words);
    }

    /** In the other process: an application of its own, on the database that its environment names. */
    public static ConfigurableApplicationContext application(Class<?> application) {
        var properties = new HashMap<String, Object>();
        System.getenv().forEach((name, value) -> {
            if (name.startsWith("spring.")) {
                properties.put(name, value);
            }
        });
        return new SpringApplicationBuilder(application)
                .web(WebApplicationType.NONE)
                .properties(properties)
                .run();
    }

    /** In the other process. */
    public static synchronized void say(String what) {
        System.out.println(what);
        System.out.flush();
    }

    /** The next that it says. */
    public String next() throws IOException {
        while (true) {
            var line = lines.readLine();
            if (line == null) {
                throw new IllegalStateException(String.join("\n", otherLines));
            }
            if (words.matcher(line).matches()) {
                return line;
            }
            otherLines.add(line);
        }
    }

    /** @return what was on its way when it was killed */
    public List<String> kill() throws InterruptedException {
        process.destroyForcibly(); // SIGKILL
        var rest = new ArrayList<String>();
        try {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (words.matcher(line).matches()) {
                    rest.add(line);
                }
            }
        } catch (IOException e) {
            otherLines.add("the pipe was closed in the middle of a line");
        }
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(128 + 9);
        return rest;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
