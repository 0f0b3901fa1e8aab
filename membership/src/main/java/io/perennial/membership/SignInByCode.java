package io.perennial.membership;

import java.time.Duration;

/**
 * Sign-in, and enrolment, by phone and one-time code. A code is six digits, lives five minutes, works once, and is kept
 * only as a hash. The answer never tells whether a phone belongs to a member.
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

    sealed interface Sending {
        record Sent(Duration validFor) implements Sending {}

        /** A code went out less than a minute ago, or the day's ten codes for this phone are used up. */
        record TooOften(Duration waitFor) implements Sending {}
    }

    sealed interface Outcome {
        record SignedIn(MemberId member, boolean enrolledJustNow) implements Outcome {}

        /** @param triesLeft how often the member may still try this code */
        record WrongCode(int triesLeft) implements Outcome {}

        /** No code was sent, it is older than five minutes, already used, or tried too often. */
        record NoValidCode() implements Outcome {}

        /** The member's account is closed. */
        record Closed() implements Outcome {}
    }
}
