package io.perennial.membership.domain;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A code to be written on paper: sixteen signs, none of which looks like another. It is as hard to guess as a key of 80
 * bits, so a plain digest is enough of a hash.
 */
public record RecoveryCode(String signs) {

    /** How many someone gets. */
    public static final int SET = 10;

    private static final String SIGNS = "abcdefghjkmnpqrstuvwxyz23456789";
    private static final int LENGTH = 16;
    private static final int GROUP = 4;
    private static final Pattern NOISE = Pattern.compile("[\\s-]");
    private static final Pattern RIGHT = Pattern.compile("[" + SIGNS + "]{" + LENGTH + "}");
    private static final SecureRandom RANDOM = new SecureRandom();

    public static RecoveryCode next() {
        return new RecoveryCode(RANDOM.ints(LENGTH, 0, SIGNS.length())
                .map(SIGNS::charAt)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString());
    }

    /** What a person types from paper, if it can be one. */
    public static Optional<RecoveryCode> parse(String typed) {
        var signs = NOISE.matcher(typed).replaceAll("").toLowerCase(Locale.ROOT);
        return RIGHT.matcher(signs).matches() ? Optional.of(new RecoveryCode(signs)) : Optional.empty();
    }

    /** In groups of four. */
    public String written() {
        var text = new StringBuilder(signs);
        for (var at = LENGTH - GROUP; at > 0; at -= GROUP) {
            text.insert(at, '-');
        }
        return text.toString();
    }

    public byte[] digest() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(signs.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "RecoveryCode[]";
    }
}
