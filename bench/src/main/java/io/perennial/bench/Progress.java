package io.perennial.bench;

import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** What whoever waits wants to know; the result goes to the other stream. */
final class Progress {

    private Progress() {}

    @SuppressWarnings("AnnotateFormatMethod") // the annotation would be a dependency of its own
    static void tell(String text, Object... values) {
        System.err.printf(
                Locale.ROOT,
                "%s %s%n",
                LocalTime.now(ZoneId.systemDefault()).truncatedTo(ChronoUnit.SECONDS),
                text.formatted(values));
    }
}
