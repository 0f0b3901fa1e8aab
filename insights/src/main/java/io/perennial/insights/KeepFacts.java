package io.perennial.insights;

import io.perennial.membership.MemberId;
import java.util.Collection;
import java.util.function.LongConsumer;

/**
 * Keeps what is known of members, and with it the segments to which they belong. Whoever changes something that a
 * {@link MemberFacts} tells says so in the same transaction, and it is gathered a little later, many members at a time.
 */
public interface KeepFacts {

    /** Something about these members changed. Takes part in the caller's transaction; one statement per thousand. */
    void changed(Collection<MemberId> members);

    /**
     * Gathers the facts of those of whom something changed, judges their segments, and tells other modules of the activities
     * that came with it as {@link ActivitiesRecorded}; chunk by chunk, until none is full. Of those who change meanwhile some
     * are left to the next call. May be called by several at once, and again after it was interrupted.
     *
     * @return how many members were gathered
     */
    int gather();

    /**
     * Gathers the facts of all members anew, from the modules and the whole stream, chunk by chunk. May be run while members
     * are active; run again, it begins again.
     *
     * @param progress hears after each chunk how many are done
     * @return how many members there are
     */
    long rebuild(LongConsumer progress);

    /** Takes new {@link CutPoints} from the buyers of now; scores change with them, and the segments that ask for scores. */
    CutPoints setCutPoints();
}
