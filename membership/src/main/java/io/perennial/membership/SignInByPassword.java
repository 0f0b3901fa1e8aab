package io.perennial.membership;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Enrolment and sign-in by e-mail and password. Passwords have 10 to 72 bytes in UTF-8, are not among the most common
 * ones, and are kept only as a hash; ten failures in a row lock the address for fifteen minutes, whether or not it belongs
 * to anyone, so that a lock tells nothing. Failures are forgotten after a day without any.
 */
public interface SignInByPassword {

    Enrolling enrol(Identifier email, String password, @Nullable String displayName);

    Outcome signIn(Identifier email, String password);

    /** Ends nothing but the password: signing out elsewhere is the caller's, which knows the sessions. */
    Changing change(MemberId member, String current, String replacement);

    /** The e-mail address by which this member signs in with a password, if any. */
    Optional<Identifier> emailOf(MemberId member);

    enum Weakness {
        TOO_SHORT,
        TOO_LONG,
        TOO_COMMON
    }

    sealed interface Enrolling {
        record Enrolled(MemberId member) implements Enrolling {}

        /** The address belongs to someone: say so only by message to that address, never on the page. */
        record Taken() implements Enrolling {}

        record WeakPassword(Weakness weakness) implements Enrolling {}
    }

    sealed interface Outcome {
        record SignedIn(MemberId member) implements Outcome {}

        /** No such member, no password, or the wrong one: deliberately one answer, in equal time. */
        record Refused() implements Outcome {}

        record Locked(Duration waitFor) implements Outcome {}
    }

    sealed interface Changing {
        record Changed() implements Changing {}

        record WrongPassword() implements Changing {}

        record WeakPassword(Weakness weakness) implements Changing {}

        /** The member signs in by code only. */
        record NoPassword() implements Changing {}
    }
}
