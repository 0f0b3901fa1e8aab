package io.perennial.points;

import io.perennial.membership.MemberId;
import io.perennial.membership.MergeId;

/**
 * Pays the lengths of days in a row that a survivor has reached only because the days of somebody who was merged into them
 * came to theirs; a consequence of the merge. Each length is paid once within a run, whoever of the two it was paid to. May be
 * called again, and after it broke off; days that an undo has taken away meanwhile count for nothing.
 */
public interface SettleStreak {

    /** Nothing for one who was merged or has left. */
    void settle(MergeId merge, MemberId survivor);
}
