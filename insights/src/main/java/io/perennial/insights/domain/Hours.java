package io.perennial.insights.domain;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * How often a member did something in each hour of the day. A number that is too large for its two bytes stays at the largest
 * one, in whatever order it was added up.
 */
public final class Hours {

    public static final Hours NONE = new Hours(new char[24]);

    private static final int BYTES = 24 * Character.BYTES;

    private final char[] times;

    private Hours(char[] times) {
        this.times = times;
    }

    public static Hours of(byte[] stored) {
        if (stored.length != BYTES) {
            throw new IllegalArgumentException("two bytes for each hour");
        }
        var times = new char[24];
        ByteBuffer.wrap(stored).asCharBuffer().get(times);
        return new Hours(times);
    }

    public byte[] bytes() {
        var bytes = ByteBuffer.allocate(BYTES);
        bytes.asCharBuffer().put(times);
        return bytes.array();
    }

    /** @param hour 0 to 23 */
    public Hours and(int hour, int more) {
        var sum = times.clone();
        sum[hour] = sum(sum[hour], more);
        return new Hours(sum);
    }

    public Hours and(Hours other) {
        var sum = times.clone();
        for (var hour = 0; hour < sum.length; hour++) {
            sum[hour] = sum(sum[hour], other.times[hour]);
        }
        return new Hours(sum);
    }

    private static char sum(char one, int more) {
        return (char) Math.min(Character.MAX_VALUE, one + more);
    }

    /** The one in which they do most, of several the first; nothing when they never did anything. */
    public @Nullable Integer usual() {
        Integer usual = null;
        for (var hour = 0; hour < times.length; hour++) {
            if (times[hour] > (usual == null ? 0 : times[usual])) {
                usual = hour;
            }
        }
        return usual;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Hours hours && Arrays.equals(times, hours.times);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(times);
    }

    @Override
    public String toString() {
        return new String(times).chars().boxed().toList().toString();
    }
}
