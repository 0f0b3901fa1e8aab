package io.perennial.points;

import java.time.Instant;

/**
 * Releases points whose waiting is over: they become available, and their life begins. Works in chunks of its own
 * transactions, parts in the order in which they become available, so that it may be stopped anywhere and goes on where it
 * was; its cost follows what is released, not what is stored.
 */
public interface ReleasePoints {

    /**
     * @return what this call released
     * @throws IllegalArgumentException for a moment still to come
     */
    Sweep release(Instant asOf);

    record Sweep(long parts, Points points) {}
}
