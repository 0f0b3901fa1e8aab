package io.perennial.insights;

import java.util.List;

/**
 * Takes activities into the stream. Takes part in the caller's transaction; set-based, and a batch may hold the same
 * activity twice.
 *
 * <p>Idempotent for ever by (source, reference): the same content again is a repetition, another content a conflict. Two
 * callers who tell the same activity at the same time get one {@link Recorded.New} between them.
 */
public interface RecordActivity {

    /** @return one answer per activity, in the same order */
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
