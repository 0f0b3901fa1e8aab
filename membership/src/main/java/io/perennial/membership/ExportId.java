package io.perennial.membership;

import java.util.UUID;

/** Names an export so that nobody guesses it: 122 bits by chance, and not by time. */
public record ExportId(UUID value) {

    public static ExportId next() {
        return new ExportId(UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
