package io.perennial.testing;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.conf.Settings;
import org.jooq.impl.DSL;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.testcontainers.mysql.MySQLContainer;

/**
 * The database that the tests of this process run on: migrated, its own, and gone afterwards.
 *
 * <p>Which server it is on: the one that {@code PERENNIAL_TEST_JDBC_URL} ({@code _USER}, {@code _PASSWORD}) names, as a system
 * property or in the environment; else MySQL in a container where {@code perennial.test.database=testcontainers} asks for
 * it; else the embedded one.
 */
public final class TestDatabase {

    private static final Logger log = LoggerFactory.getLogger(TestDatabase.class);

    /** The floors in their order, and Modulith's own table. A folder that is not on the class path is passed over. */
    private static final List<String> MIGRATIONS =
            List.of("membership", "insights", "points", "rewards", "referrals", "recall", "web", "events");

    /** As in production, where they say how an instant travels and what a batch costs. */
    private static final Map<String, String> DRIVER = Map.of(
            "queryInterceptors", SentStatements.class.getName(),
            "rewriteBatchedStatements", "true",
            "cachePrepStmts", "true",
            "prepStmtCacheSize", "256",
            "prepStmtCacheSqlLimit", "8192",
            "useServerPrepStmts", "true",
            "useLocalSessionState", "true",
            "connectionTimeZone", "UTC",
            "forceConnectionTimeZoneToSession", "true");

    private final String url;
    private final String user;
    private final String password;
    private final SQLDialect dialect;
    private final HikariDataSource dataSource;
    private final DSLContext dsl;
    private final List<String> tables;
    private final Map<String, String> seeds;

    private TestDatabase(String url, String user, String password) {
        this.url = url;
        this.user = user;
        this.password = password;
        this.dataSource = pool();
        String version = DSL.using(dataSource, SQLDialect.MYSQL)
                .fetchSingle("SELECT VERSION()")
                .get(0, String.class);
        this.dialect = version.contains("MariaDB") ? SQLDialect.MARIADB : SQLDialect.MYSQL;
        this.dsl = DSL.using(
                dataSource,
                dialect,
                new Settings().withRenderGroupConcatMaxLenSessionVariable(false).withInListPadding(true));
        log.info("Tests run on {} {} ({})", dialect.getName(), version, url);
        MIGRATIONS.forEach(this::migrate);
        this.tables = tables().filter(table -> !table.startsWith("flyway_schema_history"))
                .toList();
        this.seeds = filled().stream().collect(Collectors.toMap(table -> table, this::seed));
    }

    /** The one of this process; the first call starts it. */
    public static TestDatabase get() {
        return Holder.INSTANCE;
    }

    private static final class Holder {
        static final TestDatabase INSTANCE = choose();
    }

    private static TestDatabase choose() {
        // jOOQ hands date and time to the driver by way of the zone of this process, where an hour may be missing.
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
        String url = setting("PERENNIAL_TEST_JDBC_URL", "");
        if (!url.isEmpty()) {
            return on(url, setting("PERENNIAL_TEST_JDBC_USER", "root"), setting("PERENNIAL_TEST_JDBC_PASSWORD", ""));
        }
        if (setting("perennial.test.database", "").equals("testcontainers")) {
            var container = new MySQLContainer("mysql:9.7");
            container.start(); // its own watchdog removes it when this process ends
            return new TestDatabase(container.getJdbcUrl(), container.getUsername(), container.getPassword());
        }
        var embedded = EmbeddedDatabase.throwAway();
        return new TestDatabase(embedded.jdbcUrl(), embedded.user(), embedded.password());
    }

    /** On a server of somebody else: in a database of this process's own where one may be created, else in the given one. */
    private static TestDatabase on(String given, String user, String password) {
        String own = "perennial_"
                + Path.of("").toAbsolutePath().getFileName().toString().replaceAll("\\W", "_") + "_"
                + ProcessHandle.current().pid();
        try {
            execute(
                    given,
                    user,
                    password,
                    "CREATE DATABASE " + own + " CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci");
        } catch (SQLException e) {
            log.info("{} may not create a database ({}), so the given one is emptied", user, e.getMessage());
            Flyway.configure()
                    .dataSource(given, user, password)
                    .cleanDisabled(false)
                    .load()
                    .clean();
            return new TestDatabase(given, user, password);
        }
        Endings.add(() -> {
            try {
                execute(given, user, password, "DROP DATABASE " + own);
            } catch (SQLException e) {
                log.warn("Database {} could not be dropped", own, e);
            }
        });
        return new TestDatabase(given.replaceFirst("^(jdbc:mysql://[^/?]+)/?[^?]*", "$1/" + own), user, password);
    }

    private static void execute(String url, String user, String password, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(url, user, password);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String setting(String name, String otherwise) {
        String environment = System.getenv().getOrDefault(name.replace('.', '_').toUpperCase(Locale.ROOT), otherwise);
        return System.getProperty(name, environment);
    }

    private HikariDataSource pool() {
        var configuration = new HikariConfig();
        configuration.setJdbcUrl(url);
        configuration.setUsername(user);
        configuration.setPassword(password);
        configuration.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        DRIVER.forEach(configuration::addDataSourceProperty);
        configuration.setMaximumPoolSize(20);
        configuration.setMinimumIdle(1);
        configuration.setPoolName("test-database");
        return new HikariDataSource(configuration);
    }

    private void migrate(String folder) {
        String location = "db/migration/" + folder;
        if (TestDatabase.class.getClassLoader().getResource(location) != null) {
            Flyway.configure()
                    .dataSource(dataSource)
                    .locations("classpath:" + location)
                    .table("flyway_schema_history_" + folder)
                    .baselineOnMigrate(true)
                    .baselineVersion("0")
                    .load()
                    .migrate();
        }
    }

    public DataSource dataSource() {
        return dataSource;
    }

    /** Speaks the dialect of the server. Each call of it is a transaction of its own. */
    public DSLContext dsl() {
        return dsl;
    }

    /** What a Spring application needs to know to run on this database. */
    public Map<String, Object> properties() {
        var properties = new HashMap<String, Object>(Map.of(
                "spring.datasource.url",
                url,
                "spring.datasource.username",
                user,
                "spring.datasource.password",
                password,
                "spring.datasource.hikari.transaction-isolation",
                "TRANSACTION_READ_COMMITTED",
                "spring.jooq.sql-dialect",
                dialect.name(),
                "spring.flyway.enabled",
                "false",
                "spring.modulith.events.jdbc.schema-initialization.enabled",
                "false"));
        DRIVER.forEach(
                (name, value) -> properties.put("spring.datasource.hikari.data-source-properties." + name, value));
        return properties;
    }

    /** Puts every table back to what the migrations left in it. */
    public void reset() {
        dsl.transaction(transaction -> {
            for (String table : filled()) {
                transaction.dsl().execute("DELETE FROM " + table);
            }
            for (String refill : seeds.values()) {
                transaction.dsl().execute(refill);
            }
        });
    }

    private Stream<String> tables() {
        return dsl
                .fetch("SELECT table_name FROM information_schema.tables"
                        + " WHERE table_schema = DATABASE() AND table_type = 'BASE TABLE' ORDER BY table_name")
                .stream()
                .map(row -> row.get(0, String.class));
    }

    private List<String> filled() {
        if (tables.isEmpty()) {
            return List.of();
        }
        return dsl.fetch(tables.stream()
                        .map(table -> "SELECT '" + table + "' FROM DUAL WHERE EXISTS (SELECT 1 FROM " + table + ")")
                        .collect(Collectors.joining(" UNION ALL ")))
                .map(row -> row.get(0, String.class));
    }

    /** Keeps aside what a migration put into a table; answers the statement that brings it back. */
    private String seed(String table) {
        String columns = dsl
                .fetch(
                        "SELECT column_name FROM information_schema.columns WHERE table_schema = DATABASE()"
                                + " AND table_name = ? AND extra NOT LIKE '%GENERATED' ORDER BY ordinal_position",
                        table)
                .stream()
                .map(row -> "`" + row.get(0, String.class) + "`")
                .collect(Collectors.joining(", "));
        dsl.execute("CREATE TABLE seed_of_" + table + " LIKE " + table);
        String fill = "INSERT INTO %s (%s) SELECT %s FROM %s";
        dsl.execute(fill.formatted("seed_of_" + table, columns, columns, table));
        return fill.formatted(table, columns, columns, "seed_of_" + table);
    }
}
