package io.perennial.points;

import java.util.List;

/**
 * What another module counts beside the ledger and what must agree with what happened. Each that keeps such a count implements
 * this in an adapter, and the check of the ledger asks all of them when it has gone through all members.
 */
public interface Reckonings {

    /** What does not agree, the first hundred of it. Reads only. */
    List<VerifyLedger.Fault> faults();
}
