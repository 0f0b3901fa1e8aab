package io.perennial.membership;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Passkeys (WebAuthn) of members and staff: at most ten each, named by their owner. An origin is the site's own,
 * {@code https://host}; a passkey works on that host only.
 */
public interface KeepPasskeys {

    int MOST = 10;
    int LONGEST_NAME = 60;

    List<Passkey> of(KeyHolder holder);

    /** @param called what the holder's device shows beside the key; no secret, and not a whole phone number */
    Beginning begin(KeyHolder holder, String called, String origin);

    /**
     * @param answer what the browser made of the options, as JSON
     * @param name blank for none
     */
    Adding add(KeyHolder holder, String challenge, String answer, String name, String origin);

    /** @return whether it is theirs and the name has 1 to 60 signs, and so was stored */
    boolean rename(KeyHolder holder, UUID passkey, String name);

    /** @return whether it was theirs, and so is gone; signing out elsewhere is the caller's */
    boolean remove(KeyHolder holder, UUID passkey);

    /** @param synced whether it lives in an account with copies on several devices, not in one device alone */
    record Passkey(UUID id, String name, Instant addedAt, Optional<Instant> lastUsedAt, boolean synced) {}

    sealed interface Beginning {
        record Begun(Ceremony ceremony) implements Beginning {}

        /** They have ten. */
        record Enough() implements Beginning {}

        /** A member of whose account nothing is proven yet proves a phone or an address first. */
        record ProveFirst() implements Beginning {}
    }

    sealed interface Adding {
        record Added(UUID passkey) implements Adding {}

        /** The answer is not one to this challenge, from this site, by a device that was asked. */
        record Refused() implements Adding {}
    }
}
