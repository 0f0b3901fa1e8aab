package io.perennial.web.api.keys.domain;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A key as its owner has it: {@code pk_<prefix>_<secret>}. The secret holds 256 random bits, so a plain hash of it cannot be
 * turned back, and needs no salt.
 */
public record KeyToken(String prefix, String secret) {

    private static final Pattern FORM = Pattern.compile("pk_([a-z2-7]{8})_([a-z2-7]{52})");
    private static final char[] LETTERS = "abcdefghijklmnopqrstuvwxyz234567".toCharArray();
    private static final SecureRandom RANDOM = new SecureRandom();

    public static KeyToken random() {
        return new KeyToken(letters(8), letters(52));
    }

    public static Optional<KeyToken> parse(String token) {
        var parts = FORM.matcher(token);
        return parts.matches() ? Optional.of(new KeyToken(parts.group(1), parts.group(2))) : Optional.empty();
    }

    /** Five bits each: 52 of them are 260 bits. */
    private static String letters(int count) {
        var text = new StringBuilder(count);
        for (var i = 0; i < count; i++) {
            text.append(LETTERS[RANDOM.nextInt(LETTERS.length)]);
        }
        return text.toString();
    }

    public byte[] secretHash() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    public String text() {
        return "pk_" + prefix + "_" + secret;
    }

    /** Never the secret. */
    @Override
    public String toString() {
        return "pk_" + prefix + "_…";
    }
}
