package io.perennial.membership.domain;

import io.perennial.membership.Identifier;
import java.time.Instant;
import java.util.Optional;

/** The one-time code of each phone and e-mail address, a hash only. */
public interface SignInCodes {

    /** What was sent there last, or {@code none}; nobody else can send to it before this transaction ends. */
    SignInCode lock(Identifier recipient, SignInCode none);

    void store(Identifier recipient, SignInCode code);

    /**
     * Takes one of the tries of a code that still has some and has not expired; who tries at the same time waits.
     *
     * @return nothing when there is no such code
     */
    Optional<Tried> spendTry(Identifier recipient, Instant now);

    record Tried(CodeHash hash, int triesLeft) {}

    /** Gives the try back that a right code took which is to be brought once more. */
    void giveTryBack(Identifier recipient);

    /** Takes all tries of a code. */
    void useUp(Identifier recipient);

    /** Forgets some of those to which nothing was sent since. */
    void forgetBefore(Instant instant);
}
