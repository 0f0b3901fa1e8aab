package io.perennial.insights;

import java.util.List;

/**
 * Takes activities into the stream. Takes part in the caller's transaction, or in one of its own where there is none;
 * set-based, and a batch may hold the same activity twice: the first is {@link Recorded.New}, the second a repetition or a
 * conflict.
 *
 * <p>Idempotent for ever by (source, reference): the same content again is a repetition, another content a conflict. Two
 * callers who tell the same activity at the same time get one {@link Recorded.New} between them: the other waits until the
 * first one's transaction has ended.
 *
 * <p>New activities of one call are published in one {@link ActivitiesRecorded}. A refund is linked to the purchase that it
 * names if that is known by then, or told in the same batch, for the same member; otherwise it stays without.
 */
public interface RecordActivity {

    int MOST_AT_ONCE = 1_000;

    /**
     * @param activities at most {@value #MOST_AT_ONCE}; may be empty
     * @return one answer per activity, in the same order
     * @throws IllegalArgumentException when there are more
     * @throws org.springframework.dao.ConcurrencyFailureException when the database gave this transaction up for another one
     *     (a deadlock). Nothing of it is left, so whoever began the transaction runs the whole of it again
     */
    List<Recorded> record(List<Activity> activities);

    sealed interface Recorded {

        ActivityId id();

        record New(ActivityId id) implements Recorded {}

        /** The same activity was recorded before; nothing changed. */
        record Repeated(ActivityId id) implements Recorded {}

        /**
         * This reference was recorded before with another content; nothing changed.
         *
         * @param differsIn names of the parts that differ: member, type, happenedAt, amount, …
         */
        record Conflict(ActivityId id, List<String> differsIn) implements Recorded {}
    }
}
