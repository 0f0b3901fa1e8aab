package io.perennial.membership.domain;

import io.perennial.membership.Identifier;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;

/**
 * What is kept of a one-time code: a digest with a salt of its own. Six digits can be searched in an instant by whoever
 * reads the database, whatever the digest; what protects them is that they live five minutes and five tries.
 */
public final class CodeHash {

    private static final int SALT = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final byte[] saltAndDigest;

    private CodeHash(byte[] saltAndDigest) {
        this.saltAndDigest = saltAndDigest;
    }

    public static CodeHash of(Identifier recipient, String code) {
        var salt = new byte[SALT];
        RANDOM.nextBytes(salt);
        var digest = digest(salt, recipient, code);
        var both = Arrays.copyOf(salt, SALT + digest.length);
        System.arraycopy(digest, 0, both, SALT, digest.length);
        return new CodeHash(both);
    }

    public static CodeHash stored(byte[] bytes) {
        return new CodeHash(bytes.clone());
    }

    public byte[] bytes() {
        return saltAndDigest.clone();
    }

    /** Takes as long for the wrong code as for the right one. */
    public boolean matches(Identifier recipient, String code) {
        var salt = Arrays.copyOf(saltAndDigest, SALT);
        var digest = Arrays.copyOfRange(saltAndDigest, SALT, saltAndDigest.length);
        return MessageDigest.isEqual(digest, digest(salt, recipient, code));
    }

    private static byte[] digest(byte[] salt, Identifier recipient, String code) {
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            sha.update(salt);
            sha.update(recipient.value().getBytes(StandardCharsets.UTF_8));
            sha.update((byte) 0);
            return sha.digest(code.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
