package io.perennial.insights;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import java.util.UUID;

/** The one name of an activity in all modules: a UUIDv7. */
public record ActivityId(UUID value) {

    /** One for all: only within one generator do the ids of the same millisecond ascend. */
    private static final NoArgGenerator GENERATOR = Generators.timeBasedEpochGenerator();

    /** Later ones of the same process are greater. */
    public static ActivityId next() {
        return new ActivityId(GENERATOR.generate());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
