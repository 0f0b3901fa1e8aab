package io.perennial.points.domain;

import io.perennial.points.ReadLedgerChecks.Check;

/** Verifications of the ledger that were run. */
public interface LedgerChecks {

    void add(Check check);
}
