package io.perennial.web.database;

import com.mysql.cj.exceptions.ExceptionInterceptor;
import com.mysql.cj.log.Log;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.util.Properties;
import java.util.Set;

/**
 * A server that is no longer the primary refuses writes with errors of its own. For whoever asked they mean what a broken
 * connection means: nothing was done, this connection is of no use, another will do. The driver calls this for each of its
 * exceptions; it is named in the URL's options of a group only.
 */
public final class RefusalsOfReplicas implements ExceptionInterceptor {

    /** The driver's own state for a broken link, by which the pool throws a connection away. */
    private static final String LINK_FAILURE = "08S01";

    private static final Set<Integer> REFUSALS = Set.of(
            1290, // --super-read-only
            1836, // read-only mode
            3100, // a hook of the replication refused the commit, which was rolled back
            3101, // the group refused the transaction, which was rolled back
            3796, // the group cannot keep its promise of consistency: transactions are turned away
            3797, 3798);

    @Override
    public ExceptionInterceptor init(Properties options, Log log) {
        return this;
    }

    @Override
    public void destroy() {
        // holds nothing
    }

    @Override
    public Exception interceptException(Exception thrown) {
        return thrown instanceof SQLException refused && REFUSALS.contains(refused.getErrorCode())
                ? new SQLRecoverableException(refused.getMessage(), LINK_FAILURE, refused.getErrorCode(), refused)
                : thrown;
    }
}
