package io.perennial.web.imports;

import com.fasterxml.uuid.Generators;
import java.util.UUID;

/** One file on its way in. */
public record ImportId(UUID value) {

    public static ImportId next() {
        return new ImportId(Generators.timeBasedEpochGenerator().generate());
    }

    /** @throws IllegalArgumentException when the text is not a UUID */
    public static ImportId of(String text) {
        return new ImportId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
