package io.perennial.points;

import io.perennial.membership.MemberId;
import io.perennial.membership.StaffId;
import java.time.LocalDate;

/**
 * Staff give back what expired, once for each expiry: an entry of its own that names the one it answers, and a lot that ends
 * with the day chosen; for as many days after an expiry as the policy's grace says. Audited.
 */
public interface ReinstatePoints {

    /** @param expiry sequence of the entry that expired them */
    Outcome reinstate(MemberId member, long expiry, LocalDate lastDay, String reason, StaffId by);

    sealed interface Outcome {
        record Reinstated(Points points, Points balance) implements Outcome {}

        /** The member has no such entry, or it expired nothing. */
        record NotExpired() implements Outcome {}

        record AlreadyReinstated() implements Outcome {}

        /** Longer ago than the policy allows. */
        record TooLate(int days) implements Outcome {}

        /** Not today or later, or too far ahead. */
        record BadDay() implements Outcome {}

        record ReasonMissing() implements Outcome {}

        record MemberClosed() implements Outcome {}

        record UnknownMember() implements Outcome {}

        /** The member shares an identifier with the staff account. */
        record OwnAccount() implements Outcome {}
    }
}
