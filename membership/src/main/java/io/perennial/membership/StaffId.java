package io.perennial.membership;

import com.fasterxml.uuid.Generators;
import java.util.UUID;

/** A member of staff: accounts of their own, never members. */
public record StaffId(UUID value) {

    public static StaffId next() {
        return new StaffId(Generators.timeBasedEpochGenerator().generate());
    }

    /** @throws IllegalArgumentException when the text is not a UUID */
    public static StaffId of(String text) {
        return new StaffId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
