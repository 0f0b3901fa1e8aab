package io.perennial.bench;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.testcontainers.mysql.MySQLContainer;

/** A real MySQL on which databases may be created. */
record Server(String url, String user, String password) {

    /** As many as the application has. */
    static final int CONNECTIONS = 16;

    /** What the application's own pool tells the driver, so that the baseline has no other conditions. */
    private static final Map<String, String> DRIVER = Map.of(
            "rewriteBatchedStatements", "true",
            "cachePrepStmts", "true",
            "prepStmtCacheSize", "256",
            "prepStmtCacheSqlLimit", "8192",
            "useServerPrepStmts", "true",
            "useLocalSessionState", "true",
            "connectionTimeZone", "UTC",
            "forceConnectionTimeZoneToSession", "true");

    /** What decides whether the numbers mean anything. */
    record Facts(String version, int flushAtCommit, boolean logsBinary, int syncBinlog, long bufferPool) {

        /** What an acknowledged commit may lose when the machine loses its power; nothing if all is as it should be. */
        List<String> doubts() {
            var doubts = new ArrayList<String>();
            if (flushAtCommit != 1) {
                doubts.add("innodb_flush_log_at_trx_commit is " + flushAtCommit + ", not 1");
            }
            if (logsBinary && syncBinlog != 1) {
                doubts.add("sync_binlog is " + syncBinlog + ", not 1");
            }
            if (version.contains("MariaDB")) {
                doubts.add("it is MariaDB, and the goals were set on MySQL");
            }
            return doubts;
        }

        String durability() {
            var doubts = doubts();
            return doubts.isEmpty()
                    ? "commits are durable (innodb_flush_log_at_trx_commit=1, "
                            + (logsBinary ? "sync_binlog=1)" : "no binary log)")
                    : "**COMMITS ARE NOT DURABLE, so these numbers prove nothing**: " + String.join("; ", doubts);
        }
    }

    /** The one that the environment names. */
    static Server named(Map<String, String> environment) {
        return new Server(
                environment.getOrDefault("PERENNIAL_BENCH_JDBC_URL", "jdbc:mysql://127.0.0.1:3306/"),
                environment.getOrDefault("PERENNIAL_BENCH_USER", "root"),
                environment.getOrDefault("PERENNIAL_BENCH_PASSWORD", ""));
    }

    static Server in(MySQLContainer container) {
        return new Server(container.getJdbcUrl(), "root", container.getPassword());
    }

    Facts facts() throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT VERSION(), @@innodb_flush_log_at_trx_commit, @@log_bin,"
                        + " @@sync_binlog, @@innodb_buffer_pool_size")) {
            row.next();
            return new Facts(row.getString(1), row.getInt(2), row.getBoolean(3), row.getInt(4), row.getLong(5));
        }
    }

    String urlOf(String database) {
        return url.replaceFirst("^(jdbc:mysql://[^/?]+)/?[^?]*", "$1/" + database);
    }

    void create(String database) throws SQLException {
        execute("CREATE DATABASE " + database + " CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci");
    }

    void drop(String database) throws SQLException {
        execute("DROP DATABASE IF EXISTS " + database);
    }

    boolean has(String database) throws SQLException {
        try (var connection = connect();
                var asked = connection.prepareStatement(
                        "SELECT 1 FROM information_schema.schemata WHERE schema_name = ?")) {
            asked.setString(1, database);
            try (var row = asked.executeQuery()) {
                return row.next();
            }
        }
    }

    /** @param commitsItself where each statement is a transaction of its own, which is cheapest for reading */
    HikariDataSource pool(String database, boolean commitsItself) {
        var configuration = new HikariConfig();
        configuration.setJdbcUrl(urlOf(database));
        configuration.setUsername(user);
        configuration.setPassword(password);
        configuration.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        configuration.setAutoCommit(commitsItself);
        configuration.setMaximumPoolSize(CONNECTIONS);
        configuration.setPoolName("baseline");
        DRIVER.forEach(configuration::addDataSourceProperty);
        return new HikariDataSource(configuration);
    }

    private void execute(String sql) throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(urlOf(""), user, password);
    }
}
