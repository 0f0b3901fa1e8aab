package io.perennial.web.database;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.DestructionAwareBeanPostProcessor;

/** Puts {@link PrimaryOfGroup} under a pool whose URL names several servers, and leaves every other pool alone. */
class Groups implements DestructionAwareBeanPostProcessor {

    @Override
    public Object postProcessBeforeInitialization(Object bean, String name) {
        if (bean instanceof HikariDataSource pool && pool.getDataSource() == null) {
            GroupUrl.of(pool.getJdbcUrl()).ifPresent(url -> {
                pool.setDataSource(
                        new PrimaryOfGroup(url.servers(), new ByDriver(url, options(pool)), () -> leaveOld(pool))
                                .watched());
                // Else the pool would look for a driver of its own beside the connections that it is given.
                pool.setDriverClassName(null);
            });
        }
        return bean;
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
        if (bean instanceof HikariDataSource pool && pool.getDataSource() instanceof PrimaryOfGroup group) {
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
