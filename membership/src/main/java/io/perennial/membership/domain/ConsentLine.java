package io.perennial.membership.domain;

import io.perennial.membership.ConsentChannel;
import io.perennial.membership.ConsentPurpose;
import io.perennial.membership.MemberId;
import io.perennial.membership.RecordConsent.How;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A line of a member's consent log.
 *
 * @param hash SHA-256 over the hash of the line before, in hex, and all that this line says
 */
public record ConsentLine(
        int sequence,
        ConsentPurpose purpose,
        ConsentChannel channel,
        boolean given,
        int version,
        String locale,
        How how,
        @Nullable UUID staff,
        Instant at,
        String hash) {

    /** What stands before the first line. */
    public static final String BEGINNING = "0".repeat(64);

    /** The next line after {@code last}. */
    public static ConsentLine after(
            Optional<ConsentLine> last,
            MemberId member,
            ConsentPurpose purpose,
            ConsentChannel channel,
            boolean given,
            int version,
            String locale,
            How how,
            @Nullable UUID staff,
            Instant at) {
        var micros = at.truncatedTo(ChronoUnit.MICROS);
        var sequence = last.map(ConsentLine::sequence).orElse(0) + 1;
        var line = new ConsentLine(sequence, purpose, channel, given, version, locale, how, staff, micros, "");
        return line.hashed(member, last.map(ConsentLine::hash).orElse(BEGINNING));
    }

    /** Whether the hash is that of this line after one with the hash {@code before}. */
    public boolean fits(MemberId member, String before) {
        return hashed(member, before).hash.equals(hash);
    }

    private ConsentLine hashed(MemberId member, String before) {
        var text = String.join(
                "\n",
                before,
                member.toString(),
                Integer.toString(sequence),
                purpose.name(),
                channel.name(),
                Boolean.toString(given),
                Integer.toString(version),
                locale,
                how.name(),
                staff == null ? "" : staff.toString(),
                at.toString());
        return new ConsentLine(sequence, purpose, channel, given, version, locale, how, staff, at, sha256(text));
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
