package io.perennial.points.application;

import io.perennial.membership.MemberId;
import io.perennial.membership.RunTransactions;
import io.perennial.points.Points;
import io.perennial.points.PointsReturned;
import io.perennial.points.ReturnPoints;
import io.perennial.points.Why;
import io.perennial.points.domain.Booking;
import io.perennial.points.domain.Carriages;
import io.perennial.points.domain.Entry;
import io.perennial.points.domain.LedgerEntries;
import io.perennial.points.domain.LedgerEntries.EntryId;
import io.perennial.points.domain.Occasion;
import io.perennial.points.domain.PointsAccounts;
import io.perennial.points.domain.PointsPolicies;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

@Component
class ReturningPoints implements ReturnPoints {

    private final RunTransactions transactions;
    private final PointsAccounts accounts;
    private final ProlongingPoints prolonging;
    private final Carriages carriages;
    private final CarryingOn carryingOn;
    private final LedgerEntries entries;
    private final PointsPolicies policies;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    ReturningPoints(
            RunTransactions transactions,
            PointsAccounts accounts,
            ProlongingPoints prolonging,
            Carriages carriages,
            CarryingOn carryingOn,
            LedgerEntries entries,
            PointsPolicies policies,
            ApplicationEventPublisher events,
            Clock clock) {
        this.transactions = transactions;
        this.accounts = accounts;
        this.prolonging = prolonging;
        this.carriages = carriages;
        this.carryingOn = carryingOn;
        this.entries = entries;
        this.policies = policies;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public Outcome giveBack(MemberId member, String spendingKey, String reason) {
        return transactions.run(() -> book(member, spendingKey, reason));
    }

    private Outcome book(MemberId member, String spendingKey, String reason) {
        var spendKey = SpendingKey.of(spendingKey);
        var returnKey = SpendingKey.ofReturn(spendingKey);
        var found = bookedOn(member, spendKey);
        if (found.isEmpty()) {
            return new Outcome.UnknownSpending();
        }
        var owner = found.get();
        var now = clock.instant();
        var policy = policies.at(now);
        var line = carryingOn.lock(owner, policy, now);
        var account = line.first();
        var booked = entries.byKey(owner, Set.of(spendKey, returnKey));
        var before = booked.get(returnKey);
        if (before != null) {
            return new Outcome.GivenBack(
                    Points.of(before.points()),
                    line.survivor().equals(owner)
                            ? before.balanceAfter()
                            : line.account(line.survivor()).balance());
        }
        var spending = Objects.requireNonNull(booked.get(spendKey));
        var taken = entries.drawnBy(new EntryId(owner, spending.sequence()));
        account.hold(prolonging.living(owner, accounts.lots(owner, taken.keySet()), policy, now));
        var bookings = new ArrayList<Booking>(account.expire(now, policy));
        var given = account.giveBack(
                Occasion.of(returnKey, now), spending.sequence(), taken, why(spending, reason), policy);
        bookings.add(given);
        line.carryOn();
        bookings.addAll(line.bookings());
        accounts.store(bookings);
        Expiries.of(bookings, now).ifPresent(events::publishEvent);
        var entry = given.entry();
        var balance = line.account(line.survivor()).balance();
        events.publishEvent(
                new PointsReturned(line.survivor(), entry.sequence(), entry.points(), balance.value(), now));
        return new Outcome.GivenBack(Points.of(entry.points()), balance);
    }

    /** The account on which it was spent: the member's own, or one that went into it. */
    private Optional<MemberId> bookedOn(MemberId member, String spendKey) {
        if (!entries.byKey(member, Set.of(spendKey)).isEmpty()) {
            return Optional.of(member);
        }
        return carriages.absorbed(Set.of(member)).keySet().stream()
                .filter(merged -> !entries.byKey(merged, Set.of(spendKey)).isEmpty())
                .findFirst();
    }

    private static Why.GivenBack why(Entry spending, String reason) {
        if (spending.why() instanceof Why.Spent(var on)) {
            return new Why.GivenBack(on, reason);
        }
        throw new IllegalStateException("entry " + spending.sequence() + " of " + spending.member() + " spent nothing");
    }
}
