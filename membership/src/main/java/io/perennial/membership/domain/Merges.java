package io.perennial.membership.domain;

import io.perennial.membership.MemberId;
import io.perennial.membership.MergeId;
import io.perennial.membership.ReadMerges.Merge;
import io.perennial.membership.StaffId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Wishes to make two members one, and what became of them; to be changed under the locks of both. */
public interface Merges {

    Optional<Merge> find(MergeId merge);

    /** Merges of this member, on either side, that stand or wait; the newest first. */
    List<Merge> open(MemberId member);

    void propose(Merge proposed);

    void drop(MergeId merge, StaffId by, Instant at);

    /** From now on the merged member is another name of the survivor, and so are all that went into it before. */
    void done(Merge merge, StaffId by, Instant at, Before before);

    void askUndo(MergeId merge, String reason, StaffId by, Instant at);

    void dropUndo(MergeId merge);

    /** From now on each has its own names again. */
    void undone(Merge merge, StaffId by, Instant at);

    /** How both stood before; empty when what it says was erased. */
    Optional<Before> before(MergeId merge);

    /** Notes a part of the merge that is given back when it is undone. */
    void note(MergeId merge, String what, List<String> items);

    List<String> noted(MergeId merge, String what);
}
