package io.perennial.trials.group;

import io.perennial.trials.MysqlPrograms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One server of the group, with a directory and ports of its own. */
final class Member {

    static final String OPERATOR = "operator";
    private static final String GROUP = "6d0c2f5e-2a53-4d0f-9e0a-6c1f0f6f7a11";

    private static final int SOON = 2_000;
    private static final int PATIENTLY = 180_000;

    private final int number;
    private final MysqlPrograms programs;
    private final Path directory;
    private final int port;
    private final int talkPort;
    private final List<Integer> talkPorts;
    private @Nullable Process process;

    Member(int number, MysqlPrograms programs, Path directory, int port, int talkPort, List<Integer> talkPorts) {
        this.number = number;
        this.programs = programs;
        this.directory = directory;
        this.port = port;
        this.talkPort = talkPort;
        this.talkPorts = talkPorts;
    }

    String address() {
        return "127.0.0.1:" + port;
    }

    Path data() {
        return directory.resolve("data");
    }

    /** Empty, with the users of all members. */
    void initialise() throws IOException, InterruptedException, SQLException {
        Files.createDirectories(directory);
        var exit = new ProcessBuilder(command(List.of("--initialize-insecure")))
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("initialise.log").toFile())
                .start()
                .waitFor();
        if (exit != 0) {
            throw new IOException("the server could not be initialised; see " + directory.resolve("initialise.log"));
        }
        var users = Files.writeString(directory.resolve("users.sql"), """
            CREATE USER '%1$s'@'%%' IDENTIFIED BY '%1$s';
            GRANT ALL ON *.* TO '%1$s'@'%%';
            CREATE USER 'repl'@'%%' IDENTIFIED BY 'repl';
            GRANT REPLICATION SLAVE, CONNECTION_ADMIN, BACKUP_ADMIN, GROUP_REPLICATION_STREAM ON *.* TO 'repl'@'%%';
            CREATE USER 'perennial'@'%%' IDENTIFIED BY 'perennial';
            GRANT ALL ON perennial.* TO 'perennial'@'%%';
            GRANT SELECT ON performance_schema.replication_group_members TO 'perennial'@'%%';
            """.formatted(OPERATOR));
        launch(List.of("--skip-log-bin", "--init-file=" + users));
        try (var connection = connect();
                var statement = connection.createStatement()) {
            statement.execute("SHUTDOWN");
        }
        process().waitFor(60, TimeUnit.SECONDS);
    }

    void start() throws IOException, InterruptedException {
        launch(List.of(
                "--server-id=" + number,
                "--log-bin=binlog",
                "--gtid-mode=ON",
                "--enforce-gtid-consistency=ON",
                "--report-host=127.0.0.1",
                "--report-port=" + port,
                "--plugin-load-add=group_replication.so",
                "--plugin-load-add=mysql_clone.so",
                "--group-replication-group-name=" + GROUP,
                "--group-replication-start-on-boot=OFF",
                "--group-replication-communication-stack=XCOM",
                "--group-replication-local-address=127.0.0.1:" + talkPort,
                "--group-replication-group-seeds="
                        + String.join(
                                ",",
                                talkPorts.stream()
                                        .map(each -> "127.0.0.1:" + each)
                                        .toList()),
                "--group-replication-ip-allowlist=127.0.0.1/8",
                "--group-replication-single-primary-mode=ON",
                "--group-replication-recovery-get-public-key=ON",
                "--group-replication-consistency=BEFORE_ON_PRIMARY_FAILOVER",
                "--group-replication-member-expel-timeout=0"));
    }

    /** @param first whether it is to begin the group */
    void join(boolean first) throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            if (first) {
                statement.execute("SET GLOBAL group_replication_bootstrap_group = ON");
            }
            statement.execute("START GROUP_REPLICATION USER = 'repl', PASSWORD = 'repl'");
            if (first) {
                statement.execute("SET GLOBAL group_replication_bootstrap_group = OFF");
            }
        }
    }

    void kill() throws InterruptedException {
        process().destroyForcibly().waitFor();
    }

    /** As when its machine hangs: it answers nothing, and its connections stay open. */
    void freeze() throws IOException, InterruptedException {
        signal("-STOP");
    }

    void thaw() throws IOException, InterruptedException {
        signal("-CONT");
    }

    private void signal(String signal) throws IOException, InterruptedException {
        new ProcessBuilder("kill", signal, Long.toString(process().pid()))
                .start()
                .waitFor();
    }

    void killAtOnce() {
        var running = process;
        if (running != null) {
            running.destroyForcibly();
        }
    }

    void stop() throws InterruptedException {
        var running = process;
        if (running != null) {
            running.destroyForcibly().waitFor();
        }
    }

    Connection connect() throws SQLException {
        return connect(PATIENTLY);
    }

    /** For asking one that may be frozen. */
    Connection connectImpatiently() throws SQLException {
        return connect(SOON);
    }

    private Connection connect(int milliseconds) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:mysql://" + address() + "/?connectTimeout=" + SOON + "&socketTimeout=" + milliseconds,
                OPERATOR,
                OPERATOR);
    }

    private Process process() {
        if (process == null) {
            throw new IllegalStateException("has not been started");
        }
        return process;
    }

    private List<String> command(List<String> more) {
        var command = new ArrayList<>(programs.command(data()));
        command.addAll(more);
        return command;
    }

    private void launch(List<String> more) throws IOException, InterruptedException {
        var options = new ArrayList<>(List.of(
                "--bind-address=127.0.0.1",
                "--port=" + port,
                "--pid-file=" + directory.resolve("pid"),
                "--character-set-server=utf8mb4",
                "--collation-server=utf8mb4_0900_ai_ci",
                "--default-time-zone=+00:00",
                "--skip-name-resolve"));
        options.addAll(more);
        process = new ProcessBuilder(command(options))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        directory.resolve("server.log").toFile()))
                .start();
        for (var tries = 0; tries < 600; tries++) {
            try (var connection = connectImpatiently()) {
                if (connection.isValid(2)) {
                    return;
                }
            } catch (SQLException e) {
                if (!process.isAlive()) {
                    throw new IOException("the server ended; see " + directory.resolve("server.log"), e);
                }
                Thread.sleep(100);
            }
        }
        throw new IOException("the server does not answer; see " + directory.resolve("server.log"));
    }
}
