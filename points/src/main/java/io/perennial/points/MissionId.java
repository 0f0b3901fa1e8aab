package io.perennial.points;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import java.util.UUID;

/** A mission in all its versions. */
public record MissionId(UUID value) {

    /** One for all: only within one generator do the ids of the same millisecond ascend. */
    private static final NoArgGenerator GENERATOR = Generators.timeBasedEpochGenerator();

    public static MissionId next() {
        return new MissionId(GENERATOR.generate());
    }

    /** @throws IllegalArgumentException when the text is not a UUID */
    public static MissionId of(String text) {
        return new MissionId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
