package io.perennial.membership;

import java.time.Duration;

/**
 * Sign-in, and enrolment, by phone and one-time code. A code is six digits, lives five minutes, works once, and is kept
 * only as a hash. The answer never tells whether a phone belongs to a member.
 *
 * <p>Networks give numbers that were given up to other people. A number that nobody proved for the time named in the
 * configuration (90 days unless said otherwise) may have changed hands: whoever brings its code says whether they were a
 * member with it before, and nothing of the account is told until then.
 */
public interface SignInByCode {

    /**
     * Sends a code to the phone; an earlier code stops working.
     *
     * @throws IllegalStateException when no channel for codes is configured; nothing was stored then
     */
    Sending send(Identifier phone);

    /** Signs in, or enrols and signs in when the phone is new. Five wrong tries use the code up. */
    Outcome confirm(Identifier phone, String code);

    /** The answer to {@link Outcome.Whose}: they were a member with this number before. */
    Outcome confirmAsBefore(Identifier phone, String code);

    /**
     * The other answer: the number is new to them. They become a member of their own; the account that had the number loses
     * it, keeps everything else, and is told.
     */
    Outcome confirmAsNewcomer(Identifier phone, String code);

    sealed interface Sending {
        record Sent(Duration validFor) implements Sending {}

        /** A code went out less than a minute ago, or the day's ten codes for this phone are used up. */
        record TooOften(Duration waitFor) implements Sending {}
    }

    /** How a member comes in. */
    enum Arrival {
        BACK,
        /** Enrolled by this very sign-in. */
        JOINED,
        /** A shop had enrolled them; with this sign-in the account is theirs for the first time. */
        CLAIMED
    }

    sealed interface Outcome {
        record SignedIn(MemberId member, Arrival arrival) implements Outcome {}

        /** @param triesLeft how often the member may still try this code */
        record WrongCode(int triesLeft) implements Outcome {}

        /** No code was sent, it is older than five minutes, already used, or tried too often. */
        record NoValidCode() implements Outcome {}

        /** The member's account is closed. */
        record Closed() implements Outcome {}

        /** The code is right and still good, but the number may have gone from one person to another. */
        record Whose() implements Outcome {}

        /** The account can be entered in another way as well, and with so old a number it must be. */
        record OtherWayNeeded() implements Outcome {}
    }
}
