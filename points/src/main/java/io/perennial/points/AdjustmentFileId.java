package io.perennial.points;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import java.util.UUID;

/** A file of adjustments. */
public record AdjustmentFileId(UUID value) {

    /** One for all: only within one generator do the ids of the same millisecond ascend. */
    private static final NoArgGenerator GENERATOR = Generators.timeBasedEpochGenerator();

    public static AdjustmentFileId next() {
        return new AdjustmentFileId(GENERATOR.generate());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
