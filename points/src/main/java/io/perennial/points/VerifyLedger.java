package io.perennial.points;

import io.perennial.membership.MemberId;
import java.util.List;

/**
 * Proves the ledger: for every member balance = sum of entries = sum of open lots, sequence numbers without gaps, nothing
 * negative, and every lot = its entry plus its allocations. Reads only; in chunks of members.
 */
public interface VerifyLedger {

    Report verify();

    /** @param faults the first hundred */
    record Report(long members, long entries, Points outstanding, List<Fault> faults) {
        public boolean isSound() {
            return faults.isEmpty();
        }
    }

    /** @param what in plain English, with the numbers that disagree */
    record Fault(MemberId member, String what) {}
}
