package io.perennial.points;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import java.util.UUID;

/** What staff asked to give to a member, or to take. */
public record AdjustmentId(UUID value) {

    /** One for all: only within one generator do the ids of the same millisecond ascend. */
    private static final NoArgGenerator GENERATOR = Generators.timeBasedEpochGenerator();

    public static AdjustmentId next() {
        return new AdjustmentId(GENERATOR.generate());
    }

    /** @throws IllegalArgumentException when the text is not a UUID */
    public static AdjustmentId of(String text) {
        return new AdjustmentId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
