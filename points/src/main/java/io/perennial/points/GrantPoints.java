package io.perennial.points;

import io.perennial.membership.BilingualText;
import io.perennial.membership.MemberId;
import java.util.List;

/**
 * Gives points or growth for something that is no activity: a prize, a mission, a badge, a referral, a survey. Takes part in
 * the caller's transaction, so that what it is for and the points are booked together or not at all; locks the member's account
 * until that transaction ends. What the account owes is repaid first.
 *
 * <p>Idempotent by (member, key), for ever.
 */
public interface GrantPoints {

    int MOST_AT_ONCE = 1_000;

    default Outcome grant(Grant grant) {
        return grant(List.of(grant)).getFirst();
    }

    /**
     * Grants to many members at once with no more statements than for one; their accounts are locked in the order of their
     * ids. A refused one harms no other.
     *
     * @param grants at most {@value #MOST_AT_ONCE}
     * @return the outcomes in the same order
     */
    List<Outcome> grant(List<Grant> grants);

    /**
     * @param points may be none when there is growth
     * @param growth never negative
     * @param key business key, at most 90 printable ASCII characters, e.g. {@code mission:<id>:2026-11}
     * @param forWhat what the member reads: the mission's name, say
     */
    record Grant(MemberId member, Points points, long growth, String key, BilingualText forWhat) {

        public Grant {
            if (growth < 0 || (growth == 0 && points.isNone())) {
                throw new IllegalArgumentException("points or growth above 0");
            }
        }
    }

    sealed interface Outcome {

        /** @param entry sequence number of the entry among the member's */
        record Granted(long entry, Points balance) implements Outcome {}

        /** It was granted before; nothing changed now. */
        record Repeated(long entry, Points balance) implements Outcome {}

        /** This key was granted before with other points or growth; that stands. */
        record Conflict(long entry) implements Outcome {}

        record UnknownMember() implements Outcome {}

        /** The member's account is closed. */
        record MemberClosed() implements Outcome {}
    }
}
