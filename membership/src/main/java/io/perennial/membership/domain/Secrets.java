package io.perennial.membership.domain;

/** Secrets that have to be read back, and so are encrypted where they rest. */
public interface Secrets {

    /** Whether a key is configured; nothing can be encrypted without. */
    boolean canBeKept();

    /** @param whose what the secret belongs to: elsewhere it cannot be decrypted */
    byte[] encrypt(byte[] secret, String whose);

    /** @throws IllegalStateException when it was encrypted with another key, or for somebody else */
    byte[] decrypt(byte[] encrypted, String whose);
}
