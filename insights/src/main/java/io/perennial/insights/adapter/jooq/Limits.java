package io.perennial.insights.adapter.jooq;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.ResultQuery;
import org.jooq.SQLDialect;
import org.jooq.SelectFinalStep;

/** A time after which the server itself stops a statement, to the millisecond; each of the two has a way of its own. */
final class Limits {

    private static final int MYSQL_STOPPED = 3024;
    private static final int MARIADB_STOPPED = 1969;
    private static final int INTERRUPTED = 1317;
    private static final double MILLIS = 1_000;

    private Limits() {}

    static <R extends Record> ResultQuery<? extends Record> stopping(
            DSLContext dsl, SelectFinalStep<R> select, Duration longest) {
        if (dsl.family() == SQLDialect.MARIADB) {
            return dsl.resultQuery(
                    "SET STATEMENT max_statement_time = " + longest.toMillis() / MILLIS + " FOR {0}", select);
        }
        var query = select.getQuery();
        query.addHint("/*+ MAX_EXECUTION_TIME(" + longest.toMillis() + ") */");
        return query;
    }

    static boolean isStopped(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql
                    && Set.of(MYSQL_STOPPED, MARIADB_STOPPED, INTERRUPTED).contains(sql.getErrorCode())) {
                return true;
            }
        }
        return false;
    }
}
