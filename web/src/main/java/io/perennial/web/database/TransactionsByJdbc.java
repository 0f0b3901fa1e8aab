package io.perennial.web.database;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.ConnectionHolder;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Tells a commit that failed from one whose answer was lost, and a connection that is gone from one that will not roll back:
 * on the former the server has rolled back already, and what the caller must hear is why the connection went.
 */
class TransactionsByJdbc extends JdbcTransactionManager {

    private static final long serialVersionUID = 1;
    private static final String COMMIT = "JDBC commit";
    private static final String CONNECTION = "08";

    TransactionsByJdbc(DataSource dataSource) {
        super(dataSource);
    }

    @Override
    protected RuntimeException translateException(String task, SQLException failed) {
        return task.equals(COMMIT) && isLost(failed)
                ? new CommitOutcomeUnknown(failed)
                : super.translateException(task, failed);
    }

    @Override
    protected void doRollback(DefaultTransactionStatus status) {
        try {
            super.doRollback(status);
        } catch (RuntimeException failed) {
            if (!isGone()) {
                throw failed;
            }
            logger.debug("The connection is gone, and what was done on it with it", failed);
        }
    }

    private boolean isGone() {
        try {
            return TransactionSynchronizationManager.getResource(obtainDataSource()) instanceof ConnectionHolder held
                    && held.getConnection().isClosed();
        } catch (SQLException e) {
            return true;
        }
    }

    private static boolean isLost(SQLException failed) {
        var state = failed.getSQLState();
        return (state != null && state.startsWith(CONNECTION))
                || failed instanceof SQLRecoverableException
                || failed instanceof SQLNonTransientConnectionException;
    }
}
