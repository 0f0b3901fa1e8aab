package io.perennial.points;

import io.perennial.membership.MemberId;
import java.util.List;

/**
 * Proves the ledger: for every member balance less what is owed = sum of entries, balance = sum of open lots, pending = what
 * the entries made wait = sum of what waits, sequence numbers without gaps, nothing negative, every lot and every waiting part
 * = its entry plus its allocations, and every entry's hash fits the entry and the one before. Reads only; in chunks of members.
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
