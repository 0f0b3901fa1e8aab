package io.perennial.points;

/** Runs the verification of the whole ledger and keeps what it found. The nightly job asks for it, and staff may. */
public interface CheckLedger {

    /** Goes on as long as the ledger is large; in chunks, each at one moment, so that nobody waits for it. */
    ReadLedgerChecks.Check check();
}
