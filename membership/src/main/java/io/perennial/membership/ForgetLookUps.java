package io.perennial.membership;

/**
 * Lets go of look-ups that are older than {@code perennial.look-ups.kept}, two years unless it says otherwise: who looked is
 * known long enough to be asked about, and not for ever.
 */
public interface ForgetLookUps {

    /** Some of them, the oldest first, in one transaction. For a job, which asks until there are none. @return how many */
    int forgetOld();
}
