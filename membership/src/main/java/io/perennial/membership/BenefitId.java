package io.perennial.membership;

import com.fasterxml.uuid.Generators;
import java.util.UUID;

/** Names a benefit for ever. */
public record BenefitId(UUID value) {

    public static BenefitId next() {
        return new BenefitId(Generators.timeBasedEpochGenerator().generate());
    }

    /** @throws IllegalArgumentException when the text is not a UUID */
    public static BenefitId of(String text) {
        return new BenefitId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
