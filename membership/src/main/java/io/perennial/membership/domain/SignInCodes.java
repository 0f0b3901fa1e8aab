package io.perennial.membership.domain;

import io.perennial.membership.Identifier;
import java.time.Instant;
import java.util.Optional;

/** The one-time code of each phone, a hash only. */
public interface SignInCodes {

    /** What was sent to this phone last, or {@code none}; nobody else can send to it before this transaction ends. */
    SignInCode lock(Identifier phone, SignInCode none);

    void store(Identifier phone, SignInCode code);

    /**
     * Takes one of the tries of a code that still has some and has not expired; who tries at the same time waits.
     *
     * @return nothing when there is no such code
     */
    Optional<Tried> spendTry(Identifier phone, Instant now);

    record Tried(CodeHash hash, int triesLeft) {}

    /** Takes all tries of a code. */
    void useUp(Identifier phone);

    /** Forgets some of the phones to which nothing was sent since. */
    void forgetBefore(Instant instant);
}
