package io.perennial.points.domain;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An entry as the text that is hashed: one field a line, the hash of the entry before it last. Whoever knows this text can
 * check a statement without us; so it never changes, another one would carry another first line.
 *
 * @param kind as it is stored, whether or not there is such a kind
 * @param why the reason as it is stored
 */
public record SealedText(
        UUID member,
        long sequence,
        String kind,
        long points,
        long pending,
        long growth,
        long balanceAfter,
        long owedAfter,
        String key,
        @Nullable UUID activity,
        @Nullable UUID rule,
        @Nullable Integer ruleVersion,
        @Nullable Long reverses,
        Instant happenedAt,
        Instant bookedAt,
        String why) {

    public static final String FORM = "perennial-entry-1";

    private static final DateTimeFormatter MICROS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    public Fingerprint after(Fingerprint previous) {
        return Fingerprint.of(text(previous));
    }

    /** The same where the reason's words were erased and their hash was kept. */
    public Fingerprint after(Fingerprint previous, Fingerprint reason) {
        return Fingerprint.of(text(previous, reason));
    }

    public String text(Fingerprint previous) {
        return text(previous, Fingerprint.of(why));
    }

    private String text(Fingerprint previous, Fingerprint reason) {
        return FORM
                + "\nmember=" + member
                + "\nsequence=" + sequence
                + "\nkind=" + kind
                + "\npoints=" + points
                + "\npending=" + pending
                + "\ngrowth=" + growth
                + "\nbalanceAfter=" + balanceAfter
                + "\nowedAfter=" + owedAfter
                + "\nkey=" + key
                + "\nactivity=" + orNothing(activity)
                + "\nrule=" + (rule == null && ruleVersion == null ? "" : rule + ":" + ruleVersion)
                + "\nreverses=" + orNothing(reverses)
                + "\nhappenedAt=" + instant(happenedAt)
                + "\nbookedAt=" + instant(bookedAt)
                + "\nwhy=" + reason
                + "\nprevious=" + previous
                + "\n";
    }

    public static String instant(Instant instant) {
        return MICROS.format(instant);
    }

    private static String orNothing(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }
}
