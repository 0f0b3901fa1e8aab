package io.perennial.bench;

/**
 * How long each of many operations took, in so few numbers that counting costs nothing: each power of two of nanoseconds is
 * parted into 32, so what is read back is at most 3 % too high. One thread counts; results are added up afterwards.
 */
final class Latencies {

    private static final int PARTS = 32;
    private static final int PART_BITS = Integer.numberOfTrailingZeros(PARTS);

    private final long[] counts = new long[Long.SIZE * PARTS];
    private long total;

    void add(long nanos) {
        counts[bucket(Math.max(nanos, 1))]++;
        total++;
    }

    void add(Latencies others) {
        for (int i = 0; i < counts.length; i++) {
            counts[i] += others.counts[i];
        }
        total += others.total;
    }

    long count() {
        return total;
    }

    /** @return nanoseconds that this share of all did not exceed; 0 if there were none */
    long at(double share) {
        var wanted = Math.max(1, (long) Math.ceil(share * total));
        long seen = 0;
        for (int i = 0; i < counts.length; i++) {
            seen += counts[i];
            if (seen >= wanted) {
                return highest(i);
            }
        }
        return 0;
    }

    private static int bucket(long nanos) {
        var power = Long.SIZE - 1 - Long.numberOfLeadingZeros(nanos);
        if (power < PART_BITS) {
            return (int) nanos;
        }
        var part = (int) (nanos >>> (power - PART_BITS)) & (PARTS - 1);
        return (power - PART_BITS + 1) * PARTS + part;
    }

    private static long highest(int bucket) {
        if (bucket < PARTS) {
            return bucket;
        }
        var shift = bucket / PARTS - 1;
        return ((long) (PARTS + bucket % PARTS + 1) << shift) - 1;
    }
}
