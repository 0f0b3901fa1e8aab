package io.perennial.web.jobs;

/** Asks for a verification of the ledger before its night comes. */
public interface LedgerCheckRuns {

    /** As soon as an instance is free; one that is under way is not begun twice. */
    void begin();

    boolean areUnderWay();
}
