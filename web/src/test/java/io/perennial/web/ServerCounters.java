package io.perennial.web;

import static org.awaitility.Awaitility.await;

import io.perennial.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.sql.DataSource;

/**
 * What the database says it did for the application: the counters of the sessions of its pool, so that others on the same
 * server do not matter.
 */
final class ServerCounters {

    /** Few enough to be borrowed all at once, enough for every lane and for those who are told of it. */
    static final int CONNECTIONS = 8;

    private static final String SCANNED = "Handler_read_rnd_next";
    private static final Set<String> STATEMENTS =
            Set.of("Com_select", "Com_insert", "Com_insert_select", "Com_update", "Com_delete");
    private static final String SETTINGS = "Com_set_option";
    private static final String ASK = "SHOW SESSION STATUS WHERE Variable_name IN ('Com_commit', '" + SETTINGS + "', '"
            + String.join("', '", STATEMENTS) + "', '" + SCANNED + "')";

    /**
     * @param statements that read or write rows
     * @param scanned rows that were read by walking through a table
     * @param settings times that a session was told how to go on
     */
    record Done(long commits, long statements, long scanned, long settings) {

        double commitsOfOne(int operations) {
            return commits / (double) operations;
        }

        double statementsOfOne(int operations) {
            return statements / (double) operations;
        }
    }

    /** What is to be counted. */
    @FunctionalInterface
    interface Happening {
        void happen() throws Exception;
    }

    private final DataSource pool;

    ServerCounters(DataSource pool) {
        this.pool = pool;
    }

    /** @param atRest waits until whatever follows from it has happened too */
    Done during(Happening operations, Happening atRest) throws Exception {
        atRest.happen();
        var nothing = difference(now(), now()); // asking is work too, and walks through a table of its own
        var before = now();
        operations.happen();
        atRest.happen();
        var done = difference(before, now());
        return new Done(
                done.commits() - nothing.commits(),
                done.statements() - nothing.statements(),
                done.scanned() - nothing.scanned(),
                done.settings() - nothing.settings());
    }

    /** Whoever listens has handled everything: the registry is empty. */
    static void everybodyIsTold() {
        await().until(() -> TestDatabase.get()
                        .dsl()
                        .fetchOne("SELECT COUNT(*) FROM EVENT_PUBLICATION")
                        .get(0, Long.class)
                == 0);
    }

    private static Done difference(Map<String, Long> before, Map<String, Long> after) {
        return new Done(
                after.getOrDefault("Com_commit", 0L) - before.getOrDefault("Com_commit", 0L),
                STATEMENTS.stream()
                        .mapToLong(each -> after.getOrDefault(each, 0L) - before.getOrDefault(each, 0L))
                        .sum(),
                after.getOrDefault(SCANNED, 0L) - before.getOrDefault(SCANNED, 0L),
                after.getOrDefault(SETTINGS, 0L) - before.getOrDefault(SETTINGS, 0L));
    }

    /** Nobody else may be at work, as all connections are taken for a moment. */
    private Map<String, Long> now() throws SQLException {
        var sums = new TreeMap<String, Long>();
        var all = new ArrayList<Connection>();
        try {
            for (int i = 0; i < CONNECTIONS; i++) {
                all.add(pool.getConnection());
            }
            for (var connection : all) {
                try (var statement = connection.createStatement();
                        var rows = statement.executeQuery(ASK)) {
                    while (rows.next()) {
                        sums.merge(rows.getString(1), rows.getLong(2), Long::sum);
                    }
                }
            }
            return sums;
        } finally {
            for (var connection : all) {
                connection.close();
            }
        }
    }
}
