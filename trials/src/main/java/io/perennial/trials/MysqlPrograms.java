package io.perennial.trials;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A server's programs as they lie on this machine: installed, unpacked somewhere with libraries of their own, or the embedded
 * MariaDB.
 *
 * @param loader what starts a program on the libraries beside it; empty where the machine's own do
 */
public record MysqlPrograms(List<String> loader, Path server, Path base, Path share, boolean mariadb) {

    /**
     * The one that {@code PERENNIAL_TRIALS_MYSQL} names: a mysqld or mariadbd, or the directory in which a distribution's
     * packages were unpacked. Else the machine's own, else the embedded one if it was ever unpacked.
     */
    public static Optional<MysqlPrograms> find(Map<String, String> environment) {
        var named = environment.get("PERENNIAL_TRIALS_MYSQL");
        if (named != null) {
            var path = Path.of(named).toAbsolutePath();
            return Files.isDirectory(path) ? unpacked(path) : Optional.of(installed(path));
        }
        var home = Path.of(System.getProperty("user.home"), ".perennial");
        return Stream.of(
                        Path.of("/usr/sbin/mysqld"),
                        Path.of("/usr/local/mysql/bin/mysqld"),
                        Path.of("/usr/sbin/mariadbd"),
                        Path.of("/usr/libexec/mysqld"),
                        home.resolve("mariadb-11.4.5/bin/mariadbd"))
                .filter(Files::isExecutable)
                .findFirst()
                .map(MysqlPrograms::installed);
    }

    private static MysqlPrograms installed(Path server) {
        var base = server.resolveSibling("..").normalize();
        var share = Stream.of("share/mysql", "share/mariadb", "share")
                .map(base::resolve)
                .filter(each -> Files.exists(each.resolve("english/errmsg.sys")))
                .findFirst()
                .orElse(base.resolve("share"));
        return new MysqlPrograms(
                List.of(), server, base, share, Files.exists(share.resolve("mariadb_system_tables.sql")));
    }

    private static Optional<MysqlPrograms> unpacked(Path root) {
        var server = root.resolve("usr/sbin/mysqld");
        return loader(root)
                .map(loader -> new MysqlPrograms(
                        List.of(
                                loader.toString(),
                                "--library-path",
                                String.join(
                                        ":",
                                        loader.resolveSibling("").toString(),
                                        root.resolve("usr/lib/" + architecture() + "-linux-gnu")
                                                .toString(),
                                        root.resolve("lib/" + architecture() + "-linux-gnu")
                                                .toString(),
                                        root.resolve("usr/lib/mysql").toString(),
                                        root.resolve("usr/lib/mysql/private").toString()),
                                "--argv0",
                                server.toString()),
                        server,
                        root.resolve("usr"),
                        root.resolve("usr/share/mysql"),
                        false));
    }

    private static String architecture() {
        return System.getProperty("os.arch").equals("amd64") ? "x86_64" : "aarch64";
    }

    private static Optional<Path> loader(Path root) {
        for (var folder : List.of("usr/lib64", "usr/lib", "lib64", "usr/lib/" + architecture() + "-linux-gnu")) {
            try (var files = Files.newDirectoryStream(root.resolve(folder), "ld-linux-*.so.*")) {
                for (var file : files) {
                    return Optional.of(file);
                }
            } catch (IOException notThere) {
                // perhaps in the next one
            }
        }
        return Optional.empty();
    }

    /** The server, told where its things are. */
    public List<String> command(Path data) {
        var command = new ArrayList<>(loader);
        command.addAll(List.of(
                server.toString(),
                "--no-defaults",
                "--basedir=" + base,
                "--datadir=" + data,
                "--tmpdir=" + data,
                "--lc-messages-dir=" + share,
                "--character-sets-dir=" + share.resolve("charsets")));
        if (mariadb) {
            command.addAll(List.of("--socket=", "--skip-ssl", "--innodb-log-file-size=32M"));
        } else {
            command.addAll(List.of(
                    "--socket=" + Path.of(System.getProperty("java.io.tmpdir"), "trials-" + data.hashCode() + ".sock"),
                    "--secure-file-priv=NULL",
                    "--mysqlx=OFF",
                    "--innodb-redo-log-capacity=32M",
                    "--log-error-verbosity=2"));
        }
        if ("root".equals(System.getProperty("user.name"))) {
            command.add("--user=root");
        }
        return command;
    }

    /** Makes a data directory, unless there is one. */
    void install(Path data, Path log) throws IOException, InterruptedException {
        if (Files.exists(data.resolve("mysql"))) {
            return;
        }
        Files.createDirectories(data);
        var command = new ArrayList<>(command(data));
        command.addAll(mariadb ? List.of("--bootstrap", "--max-allowed-packet=16M") : List.of("--initialize-insecure"));
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        try (var statements = process.getOutputStream()) {
            if (mariadb) {
                statements.write("""
                    CREATE DATABASE mysql;
                    USE mysql;
                    SET @skip_auth_anonymous=1, @auth_root_socket=NULL, @current_hostname='localhost';
                    """.getBytes(StandardCharsets.UTF_8));
                for (var script : List.of(
                        "mariadb_system_tables",
                        "mariadb_performance_tables",
                        "mariadb_system_tables_data",
                        "maria_add_gis_sp_bootstrap")) {
                    Files.copy(share.resolve(script + ".sql"), statements);
                }
            }
        }
        if (process.waitFor() != 0) {
            throw new IOException("no data directory could be made; " + log + " says why");
        }
    }
}
