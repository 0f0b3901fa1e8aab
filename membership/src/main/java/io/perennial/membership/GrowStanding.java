package io.perennial.membership;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Adds growth value to members, or takes it back, and lifts them at once into the tier that they reach. Takes part in the
 * caller's transaction.
 *
 * <p>Idempotent by (member, key). Growth never falls below zero. A tier never falls here: that is for the evaluation at
 * the end of a period.
 */
public interface GrowStanding {

    /** Set-based; members are locked in the order of their ids. Returns the standing of every member named. */
    Map<MemberId, Standing> grow(List<Growth> changes);

    /**
     * @param amount positive to add, negative to take back (at most down to zero)
     * @param key business key, applied once for ever; at most 100 ASCII characters
     * @param happenedAt when what caused it happened, which is what a qualification period will count by
     */
    record Growth(MemberId member, long amount, String key, Instant happenedAt) {}
}
