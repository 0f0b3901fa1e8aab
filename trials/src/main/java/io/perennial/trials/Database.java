package io.perennial.trials;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A server of the trials' own, on durable commits, to be killed and started again, filled up and made read-only. The
 * application is {@link #USER} on it, who may do everything in its database and nothing beside it; whoever harms the server
 * is {@link #KEEPER}.
 */
final class Database implements AutoCloseable {

    static final String NAME = "perennial";
    static final String USER = "perennial";
    static final String KEEPER = "keeper";
    private static final String PASSWORD = "trials";
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    /** So long one waits for another's lock; half a minute less than usual, since each such wait is waited for here. */
    static final Duration LOCK_WAIT = Duration.ofSeconds(3);

    private final MysqlPrograms programs;
    private final Path directory;
    private final Path log;
    private final int port = freePort();
    private @Nullable Process server;

    /** @param directory where the server keeps its data */
    Database(MysqlPrograms programs, Path directory, Path log) throws IOException, InterruptedException {
        this.programs = programs;
        this.directory = directory;
        this.log = log;
        Files.createDirectories(directory);
        programs.install(directory.resolve("data"), log);
        start();
    }

    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    int port() {
        return port;
    }

    void start() throws IOException, InterruptedException {
        launch();
        awaitAnswer();
    }

    private void launch() throws IOException {
        var initial = Files.writeString(directory.resolve("initial.sql"), """
            CREATE DATABASE IF NOT EXISTS %1$s CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci;
            CREATE USER IF NOT EXISTS '%2$s'@'%%' IDENTIFIED BY '%4$s';
            GRANT ALL ON %1$s.* TO '%2$s'@'%%';
            CREATE USER IF NOT EXISTS '%3$s'@'%%' IDENTIFIED BY '%4$s';
            GRANT ALL ON *.* TO '%3$s'@'%%' WITH GRANT OPTION;
            """.formatted(NAME, USER, KEEPER, PASSWORD));
        var command = new ArrayList<>(programs.command(directory.resolve("data")));
        command.addAll(List.of(
                "--bind-address=127.0.0.1",
                "--port=" + port,
                "--pid-file=" + directory.resolve("server.pid"),
                "--init-file=" + initial,
                "--skip-name-resolve",
                "--character-set-server=utf8mb4",
                "--collation-server=utf8mb4_0900_ai_ci",
                "--default-time-zone=+00:00",
                "--max-connections=300",
                "--innodb-buffer-pool-size=128M",
                "--innodb-lock-wait-timeout=" + LOCK_WAIT.toSeconds(),
                "--innodb-flush-log-at-trx-commit=1",
                "--log-bin=binlog",
                "--server-id=1",
                "--sync-binlog=1",
                "--max-binlog-size=16M",
                "--binlog-expire-logs-seconds=60"));
        server = Children.keep(new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start());
    }

    private void awaitAnswer() throws IOException, InterruptedException {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                connect().close();
                return;
            } catch (SQLException e) {
                if (!isAlive() || System.nanoTime() > deadline) {
                    throw new IOException("the database does not answer; its log is " + log, e);
                }
                Thread.sleep(20);
            }
        }
    }

    boolean isAlive() {
        return server != null && server.isAlive();
    }

    /** As the machine's kill -9 does. */
    void kill() throws InterruptedException {
        var running = Objects.requireNonNull(server);
        running.destroyForcibly();
        running.waitFor();
    }

    /** What a supervisor would do with a server that gave up. */
    void startIfGone() throws IOException, InterruptedException {
        if (!isAlive()) {
            start();
        }
    }

    static String address(int port) {
        return "jdbc:mysql://127.0.0.1:" + port + "/" + NAME
                + "?sslMode=DISABLED&allowPublicKeyRetrieval=true&connectTimeout=5000";
    }

    static String password() {
        return PASSWORD;
    }

    /** The keeper's. */
    Connection connect() throws SQLException {
        return DriverManager.getConnection(address(port), KEEPER, PASSWORD);
    }

    void execute(String sql) throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    String ask(String sql) throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return String.valueOf(row.getString(1));
        }
    }

    @Override
    public void close() {
        if (server != null) {
            server.destroyForcibly();
            try {
                server.waitFor();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
