package io.perennial.membership.domain;

import java.time.Instant;

/** The tries of each account since its last success. */
public interface SignInTries {

    /** The tries of an account; nobody else can count one before this transaction ends. */
    Tries lock(SignInAccount account, Instant now);

    void store(SignInAccount account, Tries tries, Instant now);

    void forget(SignInAccount account);

    /** Forgets some of the accounts that nobody tried since. */
    void forgetBefore(Instant instant);
}
