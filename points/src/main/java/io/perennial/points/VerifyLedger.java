package io.perennial.points;

import io.perennial.membership.MemberId;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Proves the ledger. For every account: balance less what is owed = sum of entries, balance = sum of open lots, pending = what
 * the entries made wait = sum of what waits, sequence numbers without gaps, nothing negative, every lot and every waiting part
 * = its entry plus its allocations, every entry's hash fits the entry and the one before, its key says what it is. And beside
 * the ledger: what rules have used of caps and budgets is what their entries come to, missions have given so many prizes, transfers are sent, arrived or returned as
 * their entries say, households have an owner, what merges carried left one account and arrived on the other, adjustments were booked as they were asked for,
 * the sums kept of days are what was booked on them, and what other modules reckon ({@link Reckonings}). Reads only; in chunks of members.
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
    record Fault(Breach breach, @Nullable MemberId member, String subject, String found, String expected) {

        /** Number of the entry at which to look, where it is about one. */
        public Optional<Long> entry() {
            var number = switch (breach) {
                case TRANSFER_MISSING, ADJUSTMENT_MISSING, MERGE_MISSING -> found;
                default -> subject;
            };
            return member != null && NUMBER.matcher(number).matches()
                    ? Optional.of(Long.valueOf(number))
                    : Optional.empty();
        }

        private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");
    }

    /** What does not hold. Names are stored. */
    enum Breach {
        /** Balance less what is owed, against the sum of the entries. */
        SUM_OF_ENTRIES(Invariant.SUMS),
        SUM_OF_LOTS(Invariant.SUMS),
        /** Points are owed (found) while some are there (expected), or one of the two is negative. */
        DEBT_BESIDE_BALANCE(Invariant.NOTHING_NEGATIVE),
        SUM_OF_PENDING(Invariant.SUMS),
        SUM_OF_PARTS(Invariant.SUMS),
        /** The account counts so many entries (found), so many are stored (expected), the last of this number. */
        SEQUENCE(Invariant.NOTHING_HALF),
        /** The account's head is not the hash of its last entry. */
        HEAD(Invariant.UNCHANGED),
        /** So many entries (found) have no account. */
        ENTRIES_WITHOUT_ACCOUNT(Invariant.NOTHING_HALF),
        /** Balance after an entry, against the sum of the entries so far. */
        ENTRY_BALANCE(Invariant.SUMS),
        /** As on the account, after an entry. */
        ENTRY_DEBT(Invariant.NOTHING_NEGATIVE),
        /** Points of a sign that the entry's kind does not have, or a kind that does not exist. */
        ENTRY_SIGN(Invariant.NOTHING_NEGATIVE),
        ENTRY_HASH(Invariant.UNCHANGED),
        /** It answers an entry (found) that does not come before it. */
        ENTRY_ANSWERS(Invariant.UNCHANGED),
        /** Its business key (found) is not that of what it says it is. */
        ENTRY_KEY(Invariant.ONCE),
        /** Its business key (found) was booked before. */
        ENTRY_KEY_TWICE(Invariant.ONCE),
        /** It was paid by a version of a rule (found) that does not exist. */
        ENTRY_RULE(Invariant.UNCHANGED),
        /** Points that the entry brought, against what its lot began with. */
        ENTRY_LOT(Invariant.SUMS),
        /** Points that the entry moved, against its allocations. */
        ENTRY_ALLOCATIONS(Invariant.SUMS),
        /** Points that the entry promised, against what its waiting part began with. */
        ENTRY_PART(Invariant.SUMS),
        /** What the entry took of what waits, against its allocations. */
        ENTRY_PART_ALLOCATIONS(Invariant.SUMS),
        LOT_WITHOUT_ENTRY(Invariant.SUMS),
        /** What remains of a lot, against its beginning and its allocations. */
        LOT_REMAINING(Invariant.SUMS),
        PART_WITHOUT_ENTRY(Invariant.SUMS),
        PART_REMAINING(Invariant.SUMS),
        /** An allocation of an entry (subject), of points (found), names a lot (expected), and one of them does not exist. */
        ALLOCATION_WITHOUT_ENDS(Invariant.SUMS),
        /** What counts as used of a rule's cap in a window (found), against what the rule paid the member in it. */
        CAP_USED(Invariant.LIMITS),
        /** What counts as used of a rule's budget, against what the rule paid all members. */
        BUDGET_USED(Invariant.LIMITS),
        /** How many of a mission's prizes count as given, against those that were. */
        MISSION_PRIZES(Invariant.LIMITS),
        /** What a transfer's pieces come to, against its points. */
        TRANSFER_PIECES(Invariant.NOTHING_HALF),
        /** What the sender's entry took, against the transfer's points. */
        TRANSFER_SENT(Invariant.NOTHING_HALF),
        /** What the sender got back, against what the transfer's state says. */
        TRANSFER_RETURNED(Invariant.NOTHING_HALF),
        /** What the receiver got and has not handed back, against what the transfer's state says. */
        TRANSFER_ARRIVED(Invariant.NOTHING_HALF),
        /** An entry belongs to a transfer (subject) that does not exist between these two. */
        TRANSFER_MISSING(Invariant.NOTHING_HALF),
        /** A household has so many (found) owners. */
        HOUSEHOLD_OWNERS(Invariant.NOTHING_HALF),
        /** A member is in a household that does not exist or is closed. */
        HOUSEHOLD_MISSING(Invariant.NOTHING_HALF),
        /** A household is closed and has points (found). */
        HOUSEHOLD_CLOSED(Invariant.NOTHING_HALF),
        /** What was booked for an adjustment, against what was asked for. */
        ADJUSTMENT(Invariant.NOTHING_HALF),
        /** An entry belongs to an adjustment that was not booked, or not like this. */
        ADJUSTMENT_MISSING(Invariant.NOTHING_HALF),
        /** There are more entries (found) of a file than it has lines. */
        ADJUSTMENT_FILE(Invariant.NOTHING_HALF),
        /** What the entries of an account come to by which a merge carried something (subject), against what was carried. */
        MERGE_CARRIED(Invariant.NOTHING_HALF),
        /** An entry (found) belongs to nothing that a merge carried. */
        MERGE_MISSING(Invariant.NOTHING_HALF),
        /** An account went into another one and still holds something (found). */
        MERGE_LEFT(Invariant.NOTHING_HALF),
        /** An event waits for a listener (subject) since (found). */
        EVENT_WAITING(Invariant.EVENTS),
        /** The sum that was kept of a day and a kind (subject), against the entries of that day. */
        DAY_KEPT(Invariant.BOOKS),
        /** How many of a reward (subject) count as redeemed, against its redemptions. */
        STOCK_REDEEMED(Invariant.LIMITS);

        private final Invariant invariant;

        Breach(Invariant invariant) {
            this.invariant = invariant;
        }

        public Invariant invariant() {
            return invariant;
        }
    }

    /** What always holds of the ledger. Every breach is of one of them. */
    enum Invariant {
        /** Sum of entries = balance = sum of open lots, less what is owed; likewise of what waits. */
        SUMS,
        NOTHING_NEGATIVE,
        /** Each key was applied once, and says what for. */
        ONCE,
        /** Nothing is missing, and nothing that belongs together is half there. */
        NOTHING_HALF,
        /** Every event is handled. */
        EVENTS,
        /** Entries are what they were: the chain of hashes fits. */
        UNCHANGED,
        /** Issued = redeemed + expired + taken back + outstanding, in the sums that the books are made of. */
        BOOKS,
        /** What there is only so much of – stock, caps, budgets, prizes – counts as used what was given. */
        LIMITS;

        /** As it is called among people: I1 and so on. */
        public int number() {
            return ordinal() + 1;
        }
    }
}
