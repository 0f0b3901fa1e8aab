package io.perennial.rewards.domain;

import io.perennial.membership.MemberId;

/** How many of each reward each member has. */
public interface Allowances {

    /** Counts one more; answers false, with the caller having to undo its transaction, when the limit does not allow it. */
    boolean take(MemberId member, OnShelf offered);

    void giveBack(Redemption redemption);
}
