package io.perennial.membership;

import io.perennial.membership.SignInByCode.Sending;
import io.perennial.membership.SignInByPassword.Weakness;

/**
 * A forgotten password is replaced by whoever proves, by a one-time code, that the account's e-mail address or phone is
 * theirs. A code goes out whether or not the address belongs to anyone; only who proved it is told. A lock on the address is
 * lifted. Signing out elsewhere is the caller's, which knows the sessions.
 */
public interface ResetPassword {

    /** @throws IllegalStateException when no channel for codes is configured; nothing was stored then */
    Sending send(Identifier recipient);

    /** A password that is too weak costs no try. */
    Outcome reset(Identifier recipient, String code, String replacement);

    sealed interface Outcome {
        /** Also where the member had no password so far. */
        record Reset(MemberId member) implements Outcome {}

        record WeakPassword(Weakness weakness) implements Outcome {}

        /** @param triesLeft how often this code may still be tried */
        record WrongCode(int triesLeft) implements Outcome {}

        record NoValidCode() implements Outcome {}

        /**
         * What was proven belongs to no open account with an e-mail address, or is a number that may have gone from one person
         * to another meanwhile.
         */
        record NothingToReset() implements Outcome {}
    }
}
