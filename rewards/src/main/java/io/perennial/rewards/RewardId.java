package io.perennial.rewards;

import com.fasterxml.uuid.Generators;
import java.util.UUID;

/** Something in the catalogue. */
public record RewardId(UUID value) {

    public static RewardId next() {
        return new RewardId(Generators.timeBasedEpochGenerator().generate());
    }

    /** @throws IllegalArgumentException when the text is not a UUID */
    public static RewardId of(String text) {
        return new RewardId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
