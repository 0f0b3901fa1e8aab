package io.perennial.points;

import io.perennial.membership.MemberId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Proves the ledger. For every account: balance less what is owed = sum of entries, balance = sum of open lots, pending = what
 * the entries made wait = sum of what waits, sequence numbers without gaps, nothing negative, every lot and every waiting part
 * = its entry plus its allocations, every entry's hash fits the entry and the one before, its key says what it is. And beside
 * the ledger: what rules have used of caps and budgets is what their entries come to, missions have given so many prizes, transfers are sent, arrived or returned as
 * their entries say, households have an owner, what merges carried left one account and arrived on the other, adjustments were booked as they were asked for. Reads only; in chunks of members.
 */
public interface VerifyLedger {

    Report verify();

    /** @param faults the first hundred */
    record Report(long members, long entries, Points outstanding, List<Fault> faults) {
        public boolean isSound() {
            return faults.isEmpty();
        }
    }

    /**
     * @param member the account concerned, which may be a household's; absent for what concerns all
     * @param subject number of the entry, lot or part, or id of the rule, transfer, household or adjustment; empty where it is
     *     the account itself
     * @param found what is there, {@code expected} what should be; empty where there is nothing to say
     */
    record Fault(Breach breach, @Nullable MemberId member, String subject, String found, String expected) {}

    /** What does not hold. Names are stored. */
    enum Breach {
        /** Balance less what is owed, against the sum of the entries. */
        SUM_OF_ENTRIES,
        SUM_OF_LOTS,
        /** Points are owed (found) while some are there (expected), or one of the two is negative. */
        DEBT_BESIDE_BALANCE,
        SUM_OF_PENDING,
        SUM_OF_PARTS,
        /** The account counts so many entries (found), so many are stored (expected), the last of this number. */
        SEQUENCE,
        /** The account's head is not the hash of its last entry. */
        HEAD,
        /** So many entries (found) have no account. */
        ENTRIES_WITHOUT_ACCOUNT,
        /** Balance after an entry, against the sum of the entries so far. */
        ENTRY_BALANCE,
        /** As on the account, after an entry. */
        ENTRY_DEBT,
        /** Points of a sign that the entry's kind does not have, or a kind that does not exist. */
        ENTRY_SIGN,
        ENTRY_HASH,
        /** It answers an entry (found) that does not come before it. */
        ENTRY_ANSWERS,
        /** Its business key (found) is not that of what it says it is. */
        ENTRY_KEY,
        /** Its business key (found) was booked before. */
        ENTRY_KEY_TWICE,
        /** It was paid by a version of a rule (found) that does not exist. */
        ENTRY_RULE,
        /** Points that the entry brought, against what its lot began with. */
        ENTRY_LOT,
        /** Points that the entry moved, against its allocations. */
        ENTRY_ALLOCATIONS,
        /** Points that the entry promised, against what its waiting part began with. */
        ENTRY_PART,
        /** What the entry took of what waits, against its allocations. */
        ENTRY_PART_ALLOCATIONS,
        LOT_WITHOUT_ENTRY,
        /** What remains of a lot, against its beginning and its allocations. */
        LOT_REMAINING,
        PART_WITHOUT_ENTRY,
        PART_REMAINING,
        /** An allocation of an entry (subject), of points (found), names a lot (expected), and one of them does not exist. */
        ALLOCATION_WITHOUT_ENDS,
        /** What counts as used of a rule's cap in a window (found), against what the rule paid the member in it. */
        CAP_USED,
        /** What counts as used of a rule's budget, against what the rule paid all members. */
        BUDGET_USED,
        /** How many of a mission's prizes count as given, against those that were. */
        MISSION_PRIZES,
        /** What a transfer's pieces come to, against its points. */
        TRANSFER_PIECES,
        /** What the sender's entry took, against the transfer's points. */
        TRANSFER_SENT,
        /** What the sender got back, against what the transfer's state says. */
        TRANSFER_RETURNED,
        /** What the receiver got and has not handed back, against what the transfer's state says. */
        TRANSFER_ARRIVED,
        /** An entry belongs to a transfer (subject) that does not exist between these two. */
        TRANSFER_MISSING,
        /** A household has so many (found) owners. */
        HOUSEHOLD_OWNERS,
        /** A member is in a household that does not exist or is closed. */
        HOUSEHOLD_MISSING,
        /** A household is closed and has points (found). */
        HOUSEHOLD_CLOSED,
        /** What was booked for an adjustment, against what was asked for. */
        ADJUSTMENT,
        /** An entry belongs to an adjustment that was not booked, or not like this. */
        ADJUSTMENT_MISSING,
        /** There are more entries (found) of a file than it has lines. */
        ADJUSTMENT_FILE,
        /** What the entries of an account come to by which a merge carried something (subject), against what was carried. */
        MERGE_CARRIED,
        /** An entry (found) belongs to nothing that a merge carried. */
        MERGE_MISSING,
        /** An account went into another one and still holds something (found). */
        MERGE_LEFT
    }
}
