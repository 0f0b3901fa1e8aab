package io.perennial.points;

import io.perennial.membership.MemberId;

/**
 * Points from one member to another, or to and from a household. They are taken from the one account and brought to the other
 * in two transactions of their own, so this may not be called within one; if the second fails, a job carries it through.
 * Points keep their expiry: a transfer never prolongs them. The policy says how many a member may send in a day and in a month (of
 * the programme's zone; what came back does not count), and how few at once.
 *
 * <p>Idempotent by (sender, key), for ever.
 */
public interface SendPoints {

    Outcome send(Sending sending);

    /**
     * @param to another member
     * @param key business key, 1 to 100 printable ASCII characters
     */
    record Sending(MemberId from, MemberId to, Points points, String key) {

        public Sending {
            if (points.isNone()) {
                throw new IllegalArgumentException("nothing cannot be sent");
            }
            if (!key.matches("[ -~]{1,100}")) {
                throw new IllegalArgumentException("a transfer's key is 1 to 100 printable ASCII characters");
            }
        }
    }

    sealed interface Outcome {

        /** @param balance the sender's right after it; of a repeated call, now */
        record Sent(TransferId transfer, Points balance) implements Outcome {}

        record NotEnough(Points balance, Points missing) implements Outcome {}

        record TooFew(Points smallest) implements Outcome {}

        /** @param left what may still be sent today */
        record TooManyToday(Points left) implements Outcome {}

        /** @param left what may still be sent this month */
        record TooManyThisMonth(Points left) implements Outcome {}

        /**
         * The sender is frozen or closed, or there is no such member; or staff stopped them from sending, see
         * {@link FreezeSending}; or a household's owner does not let them.
         */
        record MayNotSend() implements Outcome {}

        /**
         * The receiver is frozen or closed, or there is no such member, or it is a household that the sender is not in; nobody
         * is told which.
         */
        record MayNotReceive() implements Outcome {}

        record ToOneself() implements Outcome {}

        /** This key was sent before with other points or to someone else; that stands. */
        record Conflict() implements Outcome {}
    }
}
