package io.perennial.points;

import java.time.Instant;

/**
 * Prolongs points whose member was not told in time that they end: from the moment when it is too late to tell them, their
 * end is put off by the days of notice and those of the policy's grace. Works in chunks of its own transactions and may be
 * stopped anywhere; without days of notice in the policy it does nothing.
 */
public interface ProlongPoints {

    /**
     * @return what this call prolonged
     * @throws IllegalArgumentException for a moment still to come
     */
    Sweep prolong(Instant asOf);

    record Sweep(long lots, Points points) {}
}
