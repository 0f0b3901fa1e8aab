package io.perennial.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Other processes are real ones here: locks, leftovers and unpacking at the same time exist only between processes. */
class EmbeddedDatabaseTests {

    @TempDir
    Path directory;

    @Test
    void keeps_its_data_between_starts() throws Exception {
        try (var first = EmbeddedDatabase.persistent(directory, "here")) {
            execute(first, "CREATE TABLE kept (id INT PRIMARY KEY)");
            execute(first, "INSERT INTO kept VALUES (42)");
        }
        try (var second = EmbeddedDatabase.persistent(directory, "here")) {
            assertThat(ask(second, "SELECT id FROM kept")).isEqualTo("42");
        }
    }

    @Test
    void speaks_utf8_and_utc() throws Exception {
        try (var database = EmbeddedDatabase.persistent(directory, "here")) {
            assertThat(ask(database, "SELECT @@character_set_database")).isEqualTo("utf8mb4");
            assertThat(ask(database, "SELECT @@time_zone")).isEqualTo("+00:00");
            assertThat(ask(database, "SELECT CAST('常青 🌲' AS CHAR)")).isEqualTo("常青 🌲");
        }
    }

    @Test
    void tells_who_comes_second_which_process_is_there_and_where() {
        try (var first = EmbeddedDatabase.persistent(directory, "http://localhost:8080")) {
            assertThatThrownBy(() -> EmbeddedDatabase.persistent(directory, "http://localhost:9090"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(
                            "in use by process " + ProcessHandle.current().pid() + " at http://localhost:8080")
                    .hasMessageContaining("PERENNIAL_EMBEDDED_DIRECTORY");
            assertThat(first.jdbcUrl()).startsWith("jdbc:mysql://127.0.0.1:");
        }
    }

    @Test
    void stops_what_a_killed_process_left_behind_and_goes_on_with_its_data() throws Exception {
        Process other = another("persistent");
        awaitServing(other);
        long leftover =
                Long.parseLong(Files.readString(directory.resolve("server.pid")).strip());
        other.destroyForcibly().waitFor();
        assertThat(ProcessHandle.of(leftover))
                .as("the server outlives its killed owner")
                .isPresent();

        try (var database = EmbeddedDatabase.persistent(directory, "here")) {
            assertThat(ask(database, "SELECT id FROM kept")).isEqualTo("42");
            assertThat(ProcessHandle.of(leftover)
                            .flatMap(process -> process.info().command()))
                    .isEmpty();
        }
    }

    @Test
    void leaves_a_process_alone_that_only_has_the_number_of_its_own() throws Exception {
        Files.writeString(
                directory.resolve("server.pid"), ProcessHandle.current().pid() + "\n");
        try (var database = EmbeddedDatabase.persistent(directory, "here")) {
            assertThat(ask(database, "SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void copies_anew_what_was_left_half_copied() throws Exception {
        Files.createDirectories(directory.resolve("data-unfinished/mysql"));
        try (var database = EmbeddedDatabase.persistent(directory, "here")) {
            assertThat(ask(database, "SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void is_installed_by_two_processes_at_the_same_time() throws Exception {
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            processes.add(another("throw-away"));
        }
        for (Process process : processes) {
            awaitServing(process);
            process.destroy();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
        try (var left = Files.list(directory)) {
            assertThat(left.filter(path -> path.getFileName().toString().startsWith("perennial-throw-away")))
                    .isEmpty();
        }
        try (var left = Files.list(directory.resolve(".perennial"))) {
            assertThat(left).as("programs and template, nothing unfinished").hasSize(2);
        }
    }

    @Test
    void removes_the_throw_away_server_of_a_killed_process() throws Exception {
        Process killed = another("throw-away");
        Path abandoned = Path.of(awaitServing(killed));
        killed.destroyForcibly().waitFor();
        assertThat(abandoned.resolve("data")).exists();

        Process next = another("throw-away");
        awaitServing(next);
        assertThat(abandoned).doesNotExist();
        next.destroy();
        next.waitFor();
    }

    /** A process that starts a server, says so, and waits. */
    private Process another(String kind) throws IOException {
        var home = kind.equals("throw-away") ? directory : Path.of(System.getProperty("user.home"));
        return new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-XX:TieredStopAtLevel=1",
                        "-Duser.home=" + home,
                        "-Djava.io.tmpdir=" + directory,
                        "-Dlogback.configurationFile=io/perennial/testing/logging.xml",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        AnotherProcess.class.getName(),
                        kind,
                        directory.toString())
                .redirectErrorStream(true)
                .start();
    }

    private static String awaitServing(Process process) throws IOException {
        var said = new StringBuilder();
        var reader = process.inputReader();
        for (String line; (line = reader.readLine()) != null; ) {
            if (line.startsWith("serving ")) {
                return line.substring("serving ".length());
            }
            said.append(line).append('\n');
        }
        throw new AssertionError("The other process said: " + said);
    }

    static final class AnotherProcess {

        public static void main(String[] arguments) throws Exception {
            var database = arguments[0].equals("throw-away")
                    ? EmbeddedDatabase.throwAway()
                    : EmbeddedDatabase.persistent(Path.of(arguments[1]), "there");
            execute(database, "CREATE TABLE kept (id INT PRIMARY KEY)");
            execute(database, "INSERT INTO kept VALUES (42)");
            System.out.println(
                    "serving " + Path.of(ask(database, "SELECT @@datadir")).getParent());
            Thread.currentThread().join();
        }
    }

    private static void execute(EmbeddedDatabase database, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String ask(EmbeddedDatabase database, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
                var statement = connection.createStatement();
                var answer = statement.executeQuery(sql)) {
            answer.next();
            return answer.getString(1);
        }
    }
}
