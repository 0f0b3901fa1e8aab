package io.perennial.web.database;

import java.sql.SQLException;
import org.springframework.transaction.TransactionSystemException;

/**
 * The connection broke while the database was asked to commit: all of it is stored, or nothing. Whoever has a key that lets
 * it count once may do the whole transaction again; everybody else can only look.
 */
public class CommitOutcomeUnknown extends TransactionSystemException {

    private static final long serialVersionUID = 1;

    CommitOutcomeUnknown(SQLException lost) {
        super("the connection broke during the commit", lost);
    }
}
