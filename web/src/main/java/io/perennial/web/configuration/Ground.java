package io.perennial.web.configuration;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import javax.sql.DataSource;
import org.jooq.SQLDialect;
import org.springframework.boot.jooq.autoconfigure.DefaultConfigurationCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class Ground {

    /** Ticks in microseconds, which is what the database keeps: a stored instant equals the one in memory. */
    @Bean
    Clock clock() {
        return Clock.tick(Clock.systemUTC(), Duration.ofNanos(1_000));
    }

    /** MySQL and MariaDB answer to the same driver and differ in upserts; only the server can say which it is. */
    @Bean
    DefaultConfigurationCustomizer serverDialect(DataSource dataSource) throws SQLException {
        try (var connection = dataSource.getConnection();
                var statement = connection.createStatement();
                var version = statement.executeQuery("SELECT VERSION()")) {
            version.next();
            var dialect = version.getString(1).contains("MariaDB") ? SQLDialect.MARIADB : SQLDialect.MYSQL;
            return configuration -> {
                configuration.set(dialect);
                configuration.settings().setRenderGroupConcatMaxLenSessionVariable(false);
                // Lists of 1, 2, 4, 8, … so that there are few texts, which the driver keeps prepared.
                configuration.settings().setInListPadding(true);
            };
        }
    }
}
