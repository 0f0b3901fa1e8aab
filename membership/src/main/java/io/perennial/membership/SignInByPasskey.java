package io.perennial.membership;

/** Members sign in with a passkey alone: the device has them show that it is they who hold it. */
public interface SignInByPasskey {

    Ceremony begin(String origin);

    /** @param answer what the browser made of the options, as JSON */
    Outcome confirm(String challenge, String answer, String origin);

    sealed interface Outcome {
        record SignedIn(MemberId member) implements Outcome {}

        /** Unknown key, wrong signature, another site, somebody not shown to be its holder: one answer. */
        record Refused() implements Outcome {}

        record Closed() implements Outcome {}
    }
}
