package io.perennial.points.application;

import io.perennial.points.EntryKind;
import io.perennial.points.PointsExpired;
import io.perennial.points.domain.Booking;
import io.perennial.points.domain.Entry;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The event of what expired among bookings. */
final class Expiries {

    private Expiries() {}

    static Optional<PointsExpired> of(List<Booking> bookings, Instant at) {
        var expiries = bookings.stream()
                .map(Booking::entry)
                .filter(entry -> entry.kind() == EntryKind.EXPIRED)
                .collect(Collectors.groupingBy(Entry::member))
                .values()
                .stream()
                .map(entries -> new PointsExpired.Expiry(
                        entries.getFirst().member(),
                        -entries.stream().mapToLong(Entry::points).sum(),
                        entries.getLast().balanceAfter().value()))
                .toList();
        return expiries.isEmpty() ? Optional.empty() : Optional.of(new PointsExpired(expiries, at));
    }
}
