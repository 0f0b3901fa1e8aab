package io.perennial.membership.domain;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * Codes that an app and we compute from a shared secret and the time: RFC 6238 with what every app understands, SHA-1, six
 * digits, thirty seconds. A clock may be one step early or late.
 */
public final class TimeCode {

    /** Bytes of a secret: as many as SHA-1 gives, RFC 4226 section 4. */
    public static final int SECRET = 20;

    private static final int STEP_SECONDS = 30;
    private static final int CODES = 1_000_000;
    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int BITS = 5;
    private static final int BLOCK = 64;

    private TimeCode() {}

    /**
     * @param after the step of the last code that was taken: it and earlier ones are over
     * @return the step of the code, if it is right
     */
    public static OptionalLong stepOf(String code, byte[] secret, Instant now, long after) {
        var current = step(now);
        var found = OptionalLong.empty();
        for (var step = current - 1; step <= current + 1; step++) {
            // All three are computed, whichever is right.
            if (same(code, at(secret, step)) && step > after) {
                found = OptionalLong.of(step);
            }
        }
        return found;
    }

    /** The code of an instant. */
    public static String of(byte[] secret, Instant at) {
        return at(secret, step(at));
    }

    private static long step(Instant at) {
        return Math.floorDiv(at.getEpochSecond(), STEP_SECONDS);
    }

    private static String at(byte[] secret, long step) {
        var hash = hmac(secret, ByteBuffer.allocate(Long.BYTES).putLong(step).array());
        // RFC 4226 section 5.3: the last four bits say where to read 31 bits.
        var offset = hash[hash.length - 1] & 0xf;
        var number = ByteBuffer.wrap(hash, offset, Integer.BYTES).getInt() & 0x7fff_ffff;
        return String.format(Locale.ROOT, "%06d", number % CODES);
    }

    /** RFC 2104; secrets are shorter than a block, so they need no digest of their own. */
    private static byte[] hmac(byte[] secret, byte[] text) {
        return sha1(padded(secret, 0x5c), sha1(padded(secret, 0x36), text));
    }

    private static byte[] padded(byte[] secret, int pad) {
        var block = Arrays.copyOf(secret, BLOCK);
        for (var i = 0; i < BLOCK; i++) {
            block[i] ^= (byte) pad;
        }
        return block;
    }

    private static byte[] sha1(byte[] first, byte[] second) {
        try {
            var digest = MessageDigest.getInstance("SHA-1");
            digest.update(first);
            return digest.digest(second);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    /** A secret as apps take it: Base32 without padding. */
    public static String written(byte[] secret) {
        var text = new StringBuilder();
        var buffer = 0;
        var bits = 0;
        for (var each : secret) {
            buffer = buffer << Byte.SIZE | (each & 0xff);
            bits += Byte.SIZE;
            while (bits >= BITS) {
                bits -= BITS;
                text.append(BASE32.charAt(buffer >> bits & 0x1f));
                buffer &= (1 << bits) - 1;
            }
        }
        if (bits > 0) {
            text.append(BASE32.charAt(buffer << (BITS - bits) & 0x1f));
        }
        return text.toString();
    }
}
