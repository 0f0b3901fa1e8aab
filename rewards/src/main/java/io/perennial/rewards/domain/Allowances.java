package io.perennial.rewards.domain;

import io.perennial.membership.MemberId;
import java.util.List;

/** How many of each reward each member has. */
public interface Allowances {

    /**
     * Counts one more for each; answers false, with the caller having to undo its transaction, when a limit does not allow
     * it.
     */
    boolean take(List<Taking> takings);

    /** A member who takes a piece. */
    record Taking(MemberId member, OnShelf offered) {}

    void giveBack(Redemption redemption);
}
