package io.perennial.membership;

import com.fasterxml.uuid.Generators;
import java.util.UUID;

/** A picture that anybody may see. The picture behind an id never changes, so it may be cached for ever. */
public record PictureId(UUID value) {

    public static PictureId next() {
        return new PictureId(Generators.timeBasedEpochGenerator().generate());
    }

    /** @throws IllegalArgumentException when the text is not a UUID */
    public static PictureId of(String text) {
        return new PictureId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
