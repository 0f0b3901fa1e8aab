package io.perennial.points.domain;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A SHA-256 hash, in 64 lower-case hexadecimal digits. */
public record Fingerprint(String hex) {

    private static final int DIGITS = 64;

    /** What comes before the first entry of an account. */
    public static final Fingerprint NONE = new Fingerprint("0".repeat(DIGITS));

    public Fingerprint {
        if (hex.length() != DIGITS || !hex.chars().allMatch(Fingerprint::isDigit)) {
            throw new IllegalArgumentException("a fingerprint has 64 hexadecimal digits");
        }
    }

    private static boolean isDigit(int letter) {
        return (letter >= '0' && letter <= '9') || (letter >= 'a' && letter <= 'f');
    }

    public static Fingerprint of(String text) {
        return sha256(text.getBytes(StandardCharsets.UTF_8));
    }

    public static Fingerprint sha256(byte[] content) {
        try {
            return of(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    public static Fingerprint of(byte[] hash) {
        return new Fingerprint(HexFormat.of().formatHex(hash));
    }

    public byte[] bytes() {
        return HexFormat.of().parseHex(hex);
    }

    @Override
    public String toString() {
        return hex;
    }
}
