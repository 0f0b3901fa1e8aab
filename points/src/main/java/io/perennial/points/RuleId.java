package io.perennial.points;

import com.fasterxml.uuid.Generators;
import java.util.UUID;

/** An earn rule in all its versions. */
public record RuleId(UUID value) {

    public static RuleId next() {
        return new RuleId(Generators.timeBasedEpochGenerator().generate());
    }

    /** @throws IllegalArgumentException when the text is not a UUID */
    public static RuleId of(String text) {
        return new RuleId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
