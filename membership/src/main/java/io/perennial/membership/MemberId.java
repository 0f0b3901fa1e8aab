package io.perennial.membership;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import java.util.UUID;

/** The one name of a member in all modules: a UUIDv7, so that members lie in the order in which they enrolled. */
public record MemberId(UUID value) implements Comparable<MemberId> {

    /** One for all, because a generator only orders within a millisecond what it made itself. */
    private static final TimeBasedEpochGenerator IDS = Generators.timeBasedEpochGenerator();

    public static MemberId next() {
        return new MemberId(IDS.generate());
    }

    /** @throws IllegalArgumentException when the text is not a UUID */
    public static MemberId of(String text) {
        return new MemberId(UUID.fromString(text));
    }

    /** The order of the bytes, which is the order in which the database stores and locks members. */
    @Override
    public int compareTo(MemberId other) {
        var high = Long.compareUnsigned(value.getMostSignificantBits(), other.value.getMostSignificantBits());
        return high != 0
                ? high
                : Long.compareUnsigned(value.getLeastSignificantBits(), other.value.getLeastSignificantBits());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
