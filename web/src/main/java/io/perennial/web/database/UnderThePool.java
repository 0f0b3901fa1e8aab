package io.perennial.web.database;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.util.DriverDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.DestructionAwareBeanPostProcessor;

/**
 * What a pool has its connections from: the driver, or {@link PrimaryOfGroup} where the URL names several servers, and over
 * either of them {@link LateAutoCommit}. A pool that was given a source of its own is left alone.
 */
class UnderThePool implements DestructionAwareBeanPostProcessor {

    @Override
    public Object postProcessBeforeInitialization(Object bean, String name) {
        if (bean instanceof HikariDataSource pool && pool.getDataSource() == null && pool.getJdbcUrl() != null) {
            pool.setDataSource(new LateAutoCommit(GroupUrl.of(pool.getJdbcUrl())
                    .<DataSource>map(url -> primaryOf(url, pool))
                    .orElseGet(() -> server(pool))));
            // Else the pool would look for a driver of its own beside the connections that it is given.
            pool.setDriverClassName(null);
        }
        return bean;
    }

    private static DataSource server(HikariDataSource pool) {
        return new DriverDataSource(
                pool.getJdbcUrl(),
                pool.getDriverClassName(),
                pool.getDataSourceProperties(),
                pool.getUsername(),
                pool.getPassword());
    }

    private static DataSource primaryOf(GroupUrl url, HikariDataSource pool) {
        return new PrimaryOfGroup(url.servers(), new ByDriver(url, options(pool)), () -> leaveOld(pool)).watched();
    }

    private static void leaveOld(HikariDataSource pool) {
        var held = pool.getHikariPoolMXBean();
        if (held != null) {
            held.softEvictConnections();
        }
    }

    private static Properties options(HikariDataSource pool) {
        var options = new Properties();
        // How long one may wait for an answer at all: more than any statement of ours takes.
        options.setProperty("connectTimeout", "3000");
        options.setProperty("socketTimeout", "120000");
        options.setProperty("exceptionInterceptors", RefusalsOfReplicas.class.getName());
        pool.getDataSourceProperties().forEach((key, value) -> options.setProperty(key.toString(), value.toString()));
        set(options, "user", pool.getUsername());
        set(options, "password", pool.getPassword());
        return options;
    }

    private static void set(Properties options, String name, @Nullable String value) {
        if (value != null) {
            options.setProperty(name, value);
        }
    }

    @Override
    public void postProcessBeforeDestruction(Object bean, String name) {
        if (bean instanceof HikariDataSource pool
                && pool.getDataSource() instanceof LateAutoCommit late
                && late.getTargetDataSource() instanceof PrimaryOfGroup group) {
            group.close();
        }
    }

    @Override
    public boolean requiresDestruction(Object bean) {
        return bean instanceof HikariDataSource;
    }

    private record ByDriver(GroupUrl url, Properties options) implements PrimaryOfGroup.Line {

        private static final String SOON = "1500";

        @Override
        public Connection open(String server) throws SQLException {
            return DriverManager.getConnection(url.at(server), options);
        }

        @Override
        public Connection openImpatiently(String server) throws SQLException {
            var impatient = new Properties();
            impatient.putAll(options);
            impatient.setProperty("connectTimeout", SOON);
            impatient.setProperty("socketTimeout", SOON);
            return DriverManager.getConnection(url.at(server), impatient);
        }

        @Override
        public Standpoint ask(Connection connection) throws SQLException {
            return Standpoint.of(connection);
        }
    }
}
