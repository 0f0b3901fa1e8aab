package io.perennial.points;

import java.time.Instant;

/**
 * Expires lots whose time is over, except those whose member was not told in time: they are prolonged, as
 * {@link ProlongPoints} says. Works in chunks of its own transactions, lots in the order of their expiry, so that it
 * may be stopped anywhere and goes on where it was; its cost follows the lots that expire, not those stored.
 */
public interface ExpirePoints {

    /**
     * @return what this call expired
     * @throws IllegalArgumentException for a moment still to come
     */
    Sweep expire(Instant asOf);

    record Sweep(long lots, Points points) {}
}
