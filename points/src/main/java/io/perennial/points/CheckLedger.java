package io.perennial.points;

import io.perennial.points.ReadLedgerChecks.Check;

/**
 * Runs the verification of the ledger and keeps what it found. In chunks, each at one moment, so that nobody waits for it.
 * Every night what is due; the whole of it whenever staff ask.
 */
public interface CheckLedger {

    /**
     * Looks at the members whose ledger changed since the last night, at those in whom a fault was found, and at the next
     * share of all others: in {@link #NIGHTS} nights everybody is looked at, so that what was changed by other hands is found
     * within seven. What concerns all members is proved when such a round ends. A run that was stopped goes on where it was.
     */
    Check tonight();

    /** Everything. Goes on as long as the ledger is large. */
    Check whole();

    /** From the last look at a member to the next are at most two rounds less a night. */
    int NIGHTS = 4;
}
