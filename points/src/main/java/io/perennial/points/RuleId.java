package io.perennial.points;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import java.util.UUID;

/** An earn rule in all its versions. */
public record RuleId(UUID value) {

    /** One for all: only within one generator do the ids of the same millisecond ascend. */
    private static final NoArgGenerator GENERATOR = Generators.timeBasedEpochGenerator();

    public static RuleId next() {
        return new RuleId(GENERATOR.generate());
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
