package io.perennial.points;

import io.perennial.insights.Activity;
import io.perennial.insights.ActivityId;
import io.perennial.membership.Standing;
import java.util.List;

/**
 * Takes in what members did and books what it is worth: the busy path. Each activity counts once for ever by (source,
 * reference); the same one again gets the answer of the first time.
 *
 * <p>Activities of any type come this way. A purchase or a check-in earns by the rules in force when it happened. A
 * refund that names its purchase reverses it: points, growth, first what of it still waits, then from the purchase's own lot.
 * A refund without a purchase takes back by the rules in force when it happened. The policy says how far they reach: what
 * they do not reach is waived, or owed.
 *
 * <p>One transaction per call: all that is accepted is stored, or nothing. A refused activity changes nothing and harms
 * no other of the batch. Activities of one batch are judged in the order given.
 */
public interface EarnPoints {

    int MOST_AT_ONCE = 1_000;

    /**
     * Whoever names a member that was merged means the one they are by now.
     *
     * @return one answer per activity, in the same order
     * @throws IllegalArgumentException for more than {@value #MOST_AT_ONCE}
     * @throws org.springframework.dao.ConcurrencyFailureException when the database gave the transaction up for another one.
     *     A transaction of this call's own is run again some times before; one that the caller began is the caller's to run
     *     again, from its start
     */
    List<Outcome> earn(List<Activity> activities);

    sealed interface Outcome {

        /**
         * @param points what this activity changed: above zero earned, below zero taken back
         * @param pending likewise, of what waits until it becomes available
         * @param growth likewise
         * @param balance right after it
         * @param standing the member's after this call, and which member it is
         * @param reasons at least one
         * @param repeated whether it had been booked before, so that this call changed nothing
         */
        record Booked(
                ActivityId activity,
                long points,
                long pending,
                long growth,
                Points balance,
                Standing standing,
                List<Why> reasons,
                boolean repeated)
                implements Outcome {}

        /** This reference was told before with another content; that one stands. */
        record Conflict(ActivityId activity, List<String> differsIn) implements Outcome {}

        record UnknownMember() implements Outcome {}

        /** The member's account is closed. */
        record MemberClosed() implements Outcome {}

        /** More than five minutes ahead of our clock. */
        record InTheFuture() implements Outcome {}

        record CurrencyNotConfigured(String currency) implements Outcome {}

        /** The refund names a purchase that this source has not told, or another member's. */
        record UnknownPurchase(String reference) implements Outcome {}

        /** More is refunded than was paid, in all refunds of this purchase together, or in another currency. */
        record RefundTooLarge(String paid, String refundedBefore) implements Outcome {}
    }
}
