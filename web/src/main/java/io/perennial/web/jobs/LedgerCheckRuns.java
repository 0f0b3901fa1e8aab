package io.perennial.web.jobs;

/** Asks for a verification of the whole ledger. */
public interface LedgerCheckRuns {

    /** As soon as an instance is free; one that is under way is not begun twice. */
    void begin();

    boolean areUnderWay();
}
