package io.perennial.membership.adapter.jdbc;

import io.perennial.membership.WriteRows;
import java.sql.Connection;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** For adapters that are tested without Spring. */
public final class TestRows {

    private TestRows() {}

    public static WriteRows on(Connection connection) {
        return on(new SingleConnectionDataSource(connection, true));
    }

    public static WriteRows on(DataSource dataSource) {
        return new JdbcRows(new JdbcTemplate(dataSource));
    }
}
