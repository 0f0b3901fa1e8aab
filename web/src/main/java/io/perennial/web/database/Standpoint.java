package io.perennial.web.database;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * How a group looks from one of its servers.
 *
 * @param members whom it lists, also those that it cannot reach any more
 * @param online how many of them it can work with
 * @param isPrimary whether it is the primary itself, and online
 * @param readsOnly whether it still, or already, refuses writes: a new primary does until it has applied what the old one left
 */
record Standpoint(int members, int online, boolean isPrimary, boolean readsOnly) {

    private static final String ASK = """
        SELECT COUNT(*), COALESCE(SUM(member_state = 'ONLINE'), 0),
               COALESCE(MAX(member_id = @@server_uuid AND member_role = 'PRIMARY' AND member_state = 'ONLINE'), 0),
               @@global.super_read_only
        FROM performance_schema.replication_group_members\
        """;

    static Standpoint of(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(ASK)) {
            row.next();
            return new Standpoint(row.getInt(1), row.getInt(2), row.getBoolean(3), row.getBoolean(4));
        }
    }

    /** A primary cut off from most of its group still calls itself one; it must not be believed. */
    boolean mayBeWorkedOn() {
        return isPrimary && online * 2 > members && !readsOnly;
    }
}
