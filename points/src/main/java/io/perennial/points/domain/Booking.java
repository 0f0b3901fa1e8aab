package io.perennial.points.domain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happened on an account: one entry, and what it did to lots and to what waits.
 *
 * @param after how the account stands then
 * @param opened the lot that the entry began, if points became available
 * @param promised the waiting part that the entry began, if its points become available later
 */
public record Booking(
        Entry entry,
        Position after,
        @Nullable Lot opened,
        @Nullable Waiting promised,
        List<Allocation> allocations,
        List<Shortening> shortenings) {

    public Booking {
        allocations = List.copyOf(allocations);
        shortenings = List.copyOf(shortenings);
    }
}
