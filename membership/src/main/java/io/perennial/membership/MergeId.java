package io.perennial.membership;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import java.util.UUID;

/** Names a merge of two members; later ones have greater ids. */
public record MergeId(UUID value) {

    private static final TimeBasedEpochGenerator IDS = Generators.timeBasedEpochGenerator();

    public static MergeId next() {
        return new MergeId(IDS.generate());
    }

    /** @throws IllegalArgumentException when it is no UUID */
    public static MergeId of(String text) {
        return new MergeId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
