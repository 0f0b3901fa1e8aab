package io.perennial.testing;

import java.util.List;
import org.jooq.DSLContext;
import org.springframework.transaction.support.TransactionOperations;

/** Counts the rows that the server walks over to answer a question: by the counters of the session that asks it. */
public final class RowsRead {

    private static final List<String> WALKS =
            List.of("Handler_read_next", "Handler_read_prev", "Handler_read_rnd", "Handler_read_rnd_next");

    private final TransactionOperations transaction;
    private final DSLContext dsl;

    public RowsRead(TransactionOperations transaction, DSLContext dsl) {
        this.transaction = transaction;
        this.dsl = dsl;
    }

    /** Less what asking for the counters costs. In one transaction, so that all of it goes by one session. */
    public long by(Runnable question) {
        return transaction.execute(_ -> {
            var first = walked();
            var second = walked();
            question.run();
            return walked() - second - (second - first);
        });
    }

    private long walked() {
        return WALKS.stream()
                .mapToLong(counter -> dsl.fetchSingle("SHOW SESSION STATUS LIKE '" + counter + "'")
                        .get(1, Long.class))
                .sum();
    }
}
