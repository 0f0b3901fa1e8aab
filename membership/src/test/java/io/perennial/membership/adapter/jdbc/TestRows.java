package io.perennial.membership.adapter.jdbc;

import io.perennial.membership.WriteRows;
import java.sql.Connection;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** For adapters that are tested without Spring. */
public final class TestRows {

    private TestRows() {}

    public static WriteRows on(Connection connection) {
        return on(new SingleConnectionDataSource(connection, true));
    }

    public static WriteRows on(DataSource dataSource) {
        return new JdbcRows(new JdbcTemplate(dataSource));
    }

    /** Each time in a transaction of its own, for tests that begin none. */
    public static WriteRows alone(DataSource dataSource) {
        var rows = on(dataSource);
        var transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
        return (one, these) -> transaction.executeWithoutResult(_ -> rows.write(one, these));
    }
}
