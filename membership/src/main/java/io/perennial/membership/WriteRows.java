package io.perennial.membership;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes many rows of one kind, at the cost of their values alone.
 *
 * <p><b>How it is designed, and why.</b> Putting a statement of many rows together for each number of rows, parameter by
 * parameter, costs more than the rows do. Here a kind of row is told once, as the statement that writes one of it, and any
 * number of rows up to a thousand is one statement. Few rows go by statements that the server keeps prepared, so that nothing
 * but values goes over the line; many go with the values in the text, as a prepared one of that size would fill the server's
 * memory. (Entries of the ledger, a row, client and server together: 27 µs in eights, 22 in sixty-fours, 26 in a statement of
 * a thousand with its values; 36 when one is prepared for each thousand.)
 *
 * <p>It stands on the ground floor because every floor writes rows, and no floor's adapter may be another's. It knows no
 * table: whose rows they are says the adapter that brings the statement.
 */
public interface WriteRows {

    /**
     * In the caller's transaction; without one, {@link IllegalStateException}. What the database refuses comes as Spring's exceptions, such as {@link
     * org.springframework.dao.DuplicateKeyException}; then none of the rows is written, and the transaction may go on.
     *
     * @param one the statement that writes one row, with a single list of parameters: {@code INSERT … VALUES (?, ?) …}; what
     *     comes behind the list applies to each row
     * @param rows values in the order of the parameters: text, numbers, truth, bytes, {@link java.util.UUID} as 16 bytes,
     *     {@link java.time.Instant} as date and time in UTC, {@link java.time.LocalDate}
     */
    void write(String one, List<@Nullable Object[]> rows);
}
