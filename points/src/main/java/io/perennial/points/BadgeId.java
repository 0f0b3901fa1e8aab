package io.perennial.points;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import java.util.UUID;

/** A badge. */
public record BadgeId(UUID value) {

    /** One for all: only within one generator do the ids of the same millisecond ascend. */
    private static final NoArgGenerator GENERATOR = Generators.timeBasedEpochGenerator();

    public static BadgeId next() {
        return new BadgeId(GENERATOR.generate());
    }

    /** @throws IllegalArgumentException when the text is not a UUID */
    public static BadgeId of(String text) {
        return new BadgeId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
