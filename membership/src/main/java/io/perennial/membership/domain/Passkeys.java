package io.perennial.membership.domain;

import io.perennial.membership.KeepPasskeys.Passkey;
import io.perennial.membership.KeyHolder;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The public halves of passkeys. */
public interface Passkeys {

    /** The oldest first. */
    List<Passkey> of(KeyHolder holder);

    List<Key> keysOf(KeyHolder holder);

    Optional<Key> find(CredentialId credential);

    /** @return whether nobody has a key with this id, and so it is kept */
    boolean add(Key key, UUID id, String name, Instant at);

    /** Keeps what the device told when the key was used. */
    void used(CredentialId credential, long signCount, boolean backedUp, Instant at);

    boolean rename(KeyHolder holder, UUID passkey, String name);

    boolean remove(KeyHolder holder, UUID passkey);

    void removeAll(KeyHolder holder);

    /** The id that the device gave its key. */
    record CredentialId(byte[] bytes) {

        public CredentialId {
            bytes = bytes.clone();
        }

        @Override
        public byte[] bytes() {
            return bytes.clone();
        }
    }

    /** What is needed to recognise the key, in the forms that WebAuthn gives them. */
    record Key(
            KeyHolder holder,
            CredentialId credential,
            byte[] publicKey,
            byte[] attestation,
            long signCount,
            boolean userVerified,
            boolean backupEligible,
            boolean backedUp,
            Set<String> transports) {}
}
