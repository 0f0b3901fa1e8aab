package io.perennial.insights;

import com.fasterxml.uuid.Generators;
import java.util.UUID;

/** The one name of an activity in all modules: a UUIDv7. */
public record ActivityId(UUID value) {

    public static ActivityId next() {
        return new ActivityId(Generators.timeBasedEpochGenerator().generate());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
