package io.perennial.bench;

import java.sql.SQLException;
import javax.sql.DataSource;

/** What the server has done since it was started. */
record Counters(long statements, long commits) {

    static Counters of(DataSource dataSource) throws SQLException {
        try (var connection = dataSource.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "SHOW GLOBAL STATUS WHERE Variable_name IN ('Com_select', 'Com_insert', 'Com_insert_select',"
                                + " 'Com_update', 'Com_delete', 'Com_commit')")) {
            long statements = 0;
            long commits = 0;
            while (rows.next()) {
                if (rows.getString(1).equals("Com_commit")) {
                    commits += rows.getLong(2);
                } else {
                    statements += rows.getLong(2);
                }
            }
            return new Counters(statements, commits);
        }
    }
}
