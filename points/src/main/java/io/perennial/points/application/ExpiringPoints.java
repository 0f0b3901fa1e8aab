package io.perennial.points.application;

import io.perennial.membership.RunTransactions;
import io.perennial.points.ExpirePoints;
import io.perennial.points.Points;
import io.perennial.points.domain.Booking;
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
class ExpiringPoints implements ExpirePoints {

    /** Lots of one transaction: as long as it runs, these members wait. */
    private static final int CHUNK = 1_000;

    private final RunTransactions transactions;
    private final ProlongingPoints prolonging;
    private final PointsAccounts accounts;
    private final PointsPolicies policies;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    ExpiringPoints(
            RunTransactions transactions,
            ProlongingPoints prolonging,
            PointsAccounts accounts,
            PointsPolicies policies,
            ApplicationEventPublisher events,
            Clock clock) {
        this.transactions = transactions;
        this.prolonging = prolonging;
        this.accounts = accounts;
        this.policies = policies;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public Sweep expire(Instant asOf) {
        if (asOf.isAfter(clock.instant())) {
            throw new IllegalArgumentException("points whose time is not over do not expire");
        }
        prolonging.endingBefore(asOf.plusNanos(1_000));
        var total = new Sweep(0, Points.NONE);
        var from = Optional.<Due>empty();
        while (true) {
            var start = from;
            var chunk = transactions.runAlone(() -> chunk(start, asOf));
            if (chunk.last().isEmpty()) {
                return total;
            }
            total = new Sweep(total.lots() + chunk.lots(), total.points().plus(chunk.points()));
            from = chunk.last();
        }
    }

    private Chunk chunk(Optional<Due> from, Instant asOf) {
        var due = accounts.due(from, asOf, CHUNK);
        if (due.isEmpty()) {
            return new Chunk(0, Points.NONE, Optional.empty());
        }
        var now = clock.instant();
        var policy = policies.at(now);
        var locked = accounts.lock(due.stream().map(Due::member).collect(Collectors.toSet()));
        var bookings = new ArrayList<Booking>();
        accounts.stillDue(new LinkedHashSet<>(due), asOf).forEach((member, lots) -> {
            var account = Objects.requireNonNull(locked.get(member));
            account.hold(lots);
            bookings.addAll(account.expire(now, policy));
        });
        accounts.store(bookings);
        Expiries.of(bookings, now).ifPresent(events::publishEvent);
        return Chunk.of(bookings, Optional.of(due.getLast()));
    }

    /** @param last where the next chunk goes on; absent when nothing is left */
    private record Chunk(long lots, Points points, Optional<Due> last) {

        static Chunk of(List<Booking> bookings, Optional<Due> last) {
            return new Chunk(
                    bookings.stream()
                            .mapToLong(booking -> booking.allocations().size())
                            .sum(),
                    Points.of(-bookings.stream()
                            .mapToLong(booking -> booking.entry().points())
                            .sum()),
                    last);
        }
    }
}
