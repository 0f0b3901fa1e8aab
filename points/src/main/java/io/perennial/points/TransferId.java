package io.perennial.points;

import com.fasterxml.uuid.Generators;
import java.util.UUID;

/** The name of a transfer. */
public record TransferId(UUID value) {

    public static TransferId next() {
        return new TransferId(Generators.timeBasedEpochGenerator().generate());
    }

    /** @throws IllegalArgumentException when the text is no id */
    public static TransferId of(String text) {
        return new TransferId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
