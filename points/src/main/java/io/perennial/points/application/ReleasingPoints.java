package io.perennial.points.application;

import io.perennial.membership.RunTransactions;
import io.perennial.points.Points;
import io.perennial.points.PointsReleased;
import io.perennial.points.ReleasePoints;
import io.perennial.points.domain.Booking;
import io.perennial.points.domain.Entry;
import io.perennial.points.domain.PointsAccounts;
import io.perennial.points.domain.PointsAccounts.Due;
import io.perennial.points.domain.PointsPolicies;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

@Component
class ReleasingPoints implements ReleasePoints {

    /** Parts of one transaction: as long as it runs, these members wait. */
    private static final int CHUNK = 1_000;

    private final RunTransactions transactions;
    private final PointsAccounts accounts;
    private final PointsPolicies policies;
    private final Lifetimes lifetimes;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    ReleasingPoints(
            RunTransactions transactions,
            PointsAccounts accounts,
            PointsPolicies policies,
            Lifetimes lifetimes,
            ApplicationEventPublisher events,
            Clock clock) {
        this.transactions = transactions;
        this.accounts = accounts;
        this.policies = policies;
        this.lifetimes = lifetimes;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public Sweep release(Instant asOf) {
        if (asOf.isAfter(clock.instant())) {
            throw new IllegalArgumentException("points that still wait are not released");
        }
        var total = new Sweep(0, Points.NONE);
        var from = Optional.<Due>empty();
        while (true) {
            var start = from;
            var chunk = transactions.runAlone(() -> chunk(start, asOf));
            if (chunk.last().isEmpty()) {
                return total;
            }
            total = new Sweep(
                    total.parts() + chunk.bookings().size(), total.points().plus(Points.of(sum(chunk.bookings()))));
            from = chunk.last();
        }
    }

    private Chunk chunk(Optional<Due> from, Instant asOf) {
        var due = accounts.available(from, asOf, CHUNK);
        if (due.isEmpty()) {
            return new Chunk(List.of(), Optional.empty());
        }
        var now = clock.instant();
        var policy = policies.at(now);
        var members = due.stream().map(Due::member).collect(Collectors.toSet());
        var locked = accounts.lock(members);
        var tiers = lifetimes.tiers(members, policy);
        var bookings = new ArrayList<Booking>();
        accounts.stillWaiting(new LinkedHashSet<>(due), asOf).forEach((member, parts) -> {
            var account = Objects.requireNonNull(locked.get(member));
            account.holdWaiting(parts);
            bookings.addAll(account.release(now, moment -> policy.expiryOf(moment, tiers.get(member))));
        });
        accounts.store(bookings);
        releases(bookings, now).ifPresent(events::publishEvent);
        return new Chunk(bookings, Optional.of(due.getLast()));
    }

    private static Optional<PointsReleased> releases(List<Booking> bookings, Instant at) {
        var releases =
                bookings.stream().map(Booking::entry).collect(Collectors.groupingBy(Entry::member)).values().stream()
                        .map(entries -> new PointsReleased.Release(
                                entries.getFirst().member(),
                                entries.stream().mapToLong(Entry::points).sum(),
                                entries.getLast().balanceAfter().value()))
                        .toList();
        return releases.isEmpty() ? Optional.empty() : Optional.of(new PointsReleased(releases, at));
    }

    private static long sum(List<Booking> bookings) {
        return bookings.stream().mapToLong(booking -> booking.entry().points()).sum();
    }

    /** @param last where the next chunk goes on; absent when nothing is left */
    private record Chunk(List<Booking> bookings, Optional<Due> last) {}
}
