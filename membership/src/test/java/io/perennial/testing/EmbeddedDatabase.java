package io.perennial.testing;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A MariaDB server of our own, for those who have no database at hand: it needs no Docker, no rights and no set-up, and
 * listens on this machine only. It serves development and tests and never goes to production.
 *
 * <p>A directory belongs to one process at a time, which holds a lock on it as long as it lives, however it ends. So when
 * the lock can be had, a server still running there is what a killed process left behind, and is stopped.
 */
public final class EmbeddedDatabase implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(EmbeddedDatabase.class);

    private static final String NAME = "perennial";
    private static final String THROW_AWAY = "perennial-throw-away-";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path directory;
    private final boolean throwAway;
    private final FileLock lock;
    private final Process server;
    private final int port;

    private EmbeddedDatabase(Path directory, boolean throwAway, FileLock lock) throws IOException {
        this.directory = directory;
        this.throwAway = throwAway;
        this.lock = lock;
        this.port = freePort();
        this.server = launch();
        awaitAnswer();
    }

    /** Where development keeps its data, unless {@code perennial.embedded.directory} says otherwise. */
    public static Path developmentDirectory() {
        String directory =
                System.getProperty("perennial.embedded.directory", System.getenv("PERENNIAL_EMBEDDED_DIRECTORY"));
        return directory == null
                ? EmbeddedFiles.home().resolve("development")
                : Path.of(directory).toAbsolutePath();
    }

    /**
     * Starts a server whose data outlive it.
     *
     * @param owner how a person reaches whoever starts it, told to those who come second
     */
    public static EmbeddedDatabase persistent(Path directory, String owner) {
        return start(directory, false, "process " + ProcessHandle.current().pid() + " at " + owner);
    }

    /** Starts a server whose data go when this process does. */
    public static EmbeddedDatabase throwAway() {
        try {
            Path parent = Path.of(System.getProperty("java.io.tmpdir"));
            removeAbandoned(parent);
            return start(
                    Files.createTempDirectory(parent, THROW_AWAY),
                    true,
                    "process " + ProcessHandle.current().pid());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static EmbeddedDatabase start(Path directory, boolean throwAway, String owner) {
        try {
            Files.createDirectories(directory);
            FileLock lock = lock(directory);
            if (lock == null) {
                throw new IllegalStateException("The data in " + directory + " are in use by "
                        + Files.readString(directory.resolve("owner"))
                        + "; stop that one first, or give this one data of its"
                        + " own by PERENNIAL_EMBEDDED_DIRECTORY.");
            }
            Files.writeString(directory.resolve("owner"), owner);
            stopLeftover(directory);
            provideData(directory);
            var database = new EmbeddedDatabase(directory, throwAway, lock);
            if (throwAway) {
                Endings.add(database::close);
            }
            return database;
        } catch (IOException e) {
            throw new UncheckedIOException("The embedded database in " + directory + " could not be started", e);
        }
    }

    /** The lock on a directory, or null when another process, or another part of this one, holds it. */
    private static FileLock lock(Path directory) throws IOException {
        var channel = FileChannel.open(directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = null;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            log.debug("Held by this very process", e);
        }
        if (lock == null) {
            channel.close();
        }
        return lock;
    }

    private static void provideData(Path directory) throws IOException {
        Path data = directory.resolve("data");
        if (!Files.exists(data)) {
            // Renamed when complete: what a killed process left half-copied is never taken for data.
            Path unfinished = directory.resolve("data-unfinished");
            EmbeddedFiles.delete(unfinished);
            EmbeddedFiles.copy(EmbeddedFiles.template(), unfinished);
            Files.move(unfinished, data, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    /** The folder with {@code bin}, where the server's other programs are too. */
    public static Path programs() throws IOException {
        return EmbeddedFiles.programs();
    }

    static List<String> command(Path programs, Path data) {
        Path share = EmbeddedFiles.share(programs);
        var command = new ArrayList<>(List.of(
                EmbeddedFiles.server(programs).toString(),
                "--no-defaults",
                "--basedir=" + programs,
                "--datadir=" + data,
                // A server that starts clears away the temporary tables that it finds, also those of its neighbours.
                "--tmpdir=" + data,
                "--lc-messages-dir=" + share,
                "--character-sets-dir=" + share.resolve("charsets")));
        if ("root".equals(System.getProperty("user.name"))) {
            command.add("--user=root");
        }
        return command;
    }

    private Process launch() throws IOException {
        Path initial = Files.writeString(directory.resolve("initial.sql"), """
            CREATE DATABASE IF NOT EXISTS %1$s CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci;
            CREATE USER IF NOT EXISTS '%1$s'@'%%' IDENTIFIED BY '%1$s';
            GRANT ALL ON *.* TO '%1$s'@'%%';
            """.formatted(NAME));
        var command = command(EmbeddedFiles.programs(), directory.resolve("data"));
        command.addAll(List.of(
                "--bind-address=127.0.0.1",
                "--port=" + port,
                "--socket=", // none: its path may be no longer than 107 characters
                "--pid-file=" + directory.resolve("server.pid"),
                "--log-error=" + directory.resolve("server.log"),
                "--init-file=" + initial,
                "--skip-name-resolve",
                "--skip-ssl", // else it makes a key at every start
                "--character-set-server=utf8mb4",
                "--collation-server=utf8mb4_0900_ai_ci",
                "--default-time-zone=+00:00",
                "--sql-mode=STRICT_TRANS_TABLES,NO_ZERO_IN_DATE,NO_ZERO_DATE,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION",
                "--max-connections=300",
                "--innodb-buffer-pool-size=128M",
                "--innodb-log-file-size=32M"));
        command.addAll(
                throwAway
                        ? List.of("--innodb-flush-log-at-trx-commit=2", "--innodb-doublewrite=0", "--debug-no-sync")
                        : List.of("--innodb-flush-log-at-trx-commit=1"));
        Files.deleteIfExists(directory.resolve("server.log"));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("server.out").toFile())
                .start();
    }

    private void awaitAnswer() throws IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                DriverManager.getConnection(jdbcUrl(), user(), password()).close();
                return;
            } catch (SQLException e) {
                if (!server.isAlive() || System.nanoTime() > deadline) {
                    close();
                    throw new IOException("The embedded database does not answer: " + lastWords(), e);
                }
                LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            }
        }
    }

    private String lastWords() throws IOException {
        Path file = directory.resolve("server.log");
        List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of("(its log is empty)");
        return String.join(System.lineSeparator(), lines.subList(Math.max(0, lines.size() - 15), lines.size()));
    }

    public String jdbcUrl() {
        return "jdbc:mysql://127.0.0.1:" + port + "/" + NAME;
    }

    public String user() {
        return NAME;
    }

    public String password() {
        return NAME;
    }

    @Override
    public void close() {
        try {
            if (throwAway) {
                server.destroyForcibly();
            } else {
                server.destroy();
            }
            waitFor(server);
            if (throwAway) {
                EmbeddedFiles.delete(directory);
            }
            lock.channel().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Removes the throw-away servers of processes that were killed before they could do so themselves. */
    private static void removeAbandoned(Path parent) throws IOException {
        try (var directories = Files.newDirectoryStream(parent, THROW_AWAY + "*")) {
            for (Path directory : directories) {
                try {
                    // One without an owner is just being made by somebody.
                    FileLock lock = Files.exists(directory.resolve("owner")) ? lock(directory) : null;
                    if (lock != null) {
                        stopLeftover(directory);
                        EmbeddedFiles.delete(directory);
                        lock.channel().close();
                    }
                } catch (IOException e) {
                    log.debug("Left to somebody else, who is at it or owns it: {}", directory, e);
                }
            }
        }
    }

    private static void stopLeftover(Path directory) throws IOException {
        Path file = directory.resolve("server.pid");
        if (!Files.exists(file)) {
            return;
        }
        String number = Files.readString(file).strip(); // empty, when its server was killed while writing it
        var process = number.isEmpty()
                ? null
                : ProcessHandle.of(Long.parseLong(number)).orElse(null);
        if (process != null && servesData(process, directory.resolve("data"))) {
            log.info("Stopping the database that a killed process left behind (process {})", process.pid());
            process.destroy();
            process.onExit()
                    .completeOnTimeout(null, PATIENCE.toSeconds(), TimeUnit.SECONDS)
                    .thenRun(process::destroyForcibly)
                    .join();
        }
        Files.deleteIfExists(file);
    }

    /** Process numbers are used again, so a number alone proves nothing. */
    private static boolean servesData(ProcessHandle process, Path data) throws IOException {
        Path program = Path.of(process.info().command().orElse(""));
        // Windows does not tell the arguments of a process.
        return program.endsWith(EmbeddedFiles.server(EmbeddedFiles.programs()).getFileName())
                && process.info()
                        .arguments()
                        .map(arguments -> List.of(arguments).contains("--datadir=" + data))
                        .orElse(EmbeddedFiles.isWindows());
    }

    static int waitFor(Process process) throws IOException {
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while waiting for the embedded database");
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
