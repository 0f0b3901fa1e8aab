package io.perennial.rewards;

import com.fasterxml.uuid.Generators;
import java.util.UUID;

/** One piece of a reward, redeemed by one member. */
public record RedemptionId(UUID value) {

    public static RedemptionId next() {
        return new RedemptionId(Generators.timeBasedEpochGenerator().generate());
    }

    /** @throws IllegalArgumentException when the text is not a UUID */
    public static RedemptionId of(String text) {
        return new RedemptionId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
