package io.perennial.points.domain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happened on an account: one entry, and what it did to lots.
 *
 * @param opened the lot that the entry began, if it earned points
 */
public record Booking(Entry entry, @Nullable Lot opened, List<Allocation> allocations) {

    public Booking {
        allocations = List.copyOf(allocations);
    }
}
