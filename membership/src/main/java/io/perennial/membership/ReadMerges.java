package io.perennial.membership;

import io.perennial.membership.MergeMembers.Part;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Merges of members: what one would do, those that wait, and what was done. */
public interface ReadMerges {

    /** What waits for a second person, the oldest first, at most 200. */
    List<Merge> waiting();

    /** How many wait, at most 200. */
    int waitingCount();

    /** All there are, the newest first, from behind the one named. */
    List<Merge> history(Optional<MergeId> after, int most);

    Optional<Merge> find(MergeId merge);

    /** All in which this member took part, on either side, the newest first. */
    List<Merge> of(MemberId member);

    /**
     * What the merged one of each was known by when it went over to the survivor; those that did not take place or were erased
     * are absent. One statement.
     */
    Map<MergeId, List<Identifier>> identifiers(Collection<MergeId> merges);

    /** What each of the two has, and what the survivor would have; empty when one of them does not exist. */
    Optional<Preview> preview(MemberId merged, MemberId survivor);

    /** What would go back and what could not, if the merge were undone now; empty unless it can be. */
    Optional<Reversal> reversal(MergeId merge);

    /**
     * @param names of staff by their ids, as far as they are known
     * @param undoUntil nothing unless it was merged
     */
    record Merge(
            MergeId id,
            MemberId merged,
            MemberId survivor,
            State state,
            Set<Part> taken,
            String reason,
            StaffId proposedBy,
            Instant proposedAt,
            @Nullable StaffId decidedBy,
            @Nullable Instant decidedAt,
            @Nullable Instant undoUntil,
            @Nullable String undoReason,
            @Nullable StaffId undoAskedBy,
            @Nullable Instant undoAskedAt,
            @Nullable StaffId undoneBy,
            @Nullable Instant undoneAt,
            Map<StaffId, String> names) {

        /** Whether the two are one by now. */
        public boolean tookPlace() {
            return state == State.MERGED || state == State.UNDO_ASKED;
        }

        public boolean waits() {
            return state == State.PROPOSED || state == State.UNDO_ASKED;
        }
    }

    enum State {
        PROPOSED,
        DROPPED,
        MERGED,
        UNDO_ASKED,
        UNDONE
    }

    /**
     * @param rows in the order in which modules tell them
     * @param hindrances why it cannot be done as it is
     */
    record Preview(
            ReadMember.Profile merged,
            ReadMember.Profile survivor,
            Standing mergedStanding,
            Standing survivorStanding,
            Standing standingAfter,
            List<Row> rows,
            List<String> hindrances) {}

    /**
     * @param after what the survivor would have
     * @param atMost whether it may be less, because both have the like
     */
    record Row(String name, long merged, long survivor, long after, boolean atMost) {}

    record Reversal(List<Belongings.Return> rows) {}
}
