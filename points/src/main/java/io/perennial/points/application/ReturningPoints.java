package io.perennial.points.application;

import io.perennial.membership.MemberId;
import io.perennial.points.Points;
import io.perennial.points.PointsReturned;
import io.perennial.points.ReturnPoints;
import io.perennial.points.Why;
import io.perennial.points.domain.Booking;
import io.perennial.points.domain.Entry;
import io.perennial.points.domain.LedgerEntries;
import io.perennial.points.domain.LedgerEntries.EntryId;
import io.perennial.points.domain.Occasion;
import io.perennial.points.domain.PointsAccounts;
import io.perennial.points.domain.PointsPolicies;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Objects;
import java.util.Set;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

@Component
class ReturningPoints implements ReturnPoints {

    private final Transactions transactions;
    private final PointsAccounts accounts;
    private final ProlongingPoints prolonging;
    private final LedgerEntries entries;
    private final PointsPolicies policies;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    ReturningPoints(
            Transactions transactions,
            PointsAccounts accounts,
            ProlongingPoints prolonging,
            LedgerEntries entries,
            PointsPolicies policies,
            ApplicationEventPublisher events,
            Clock clock) {
        this.transactions = transactions;
        this.accounts = accounts;
        this.prolonging = prolonging;
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
        if (entries.byKey(member, Set.of(spendKey)).isEmpty()) {
            return new Outcome.UnknownSpending();
        }
        var account = Objects.requireNonNull(accounts.lock(Set.of(member)).get(member));
        var booked = entries.byKey(member, Set.of(spendKey, returnKey));
        var before = booked.get(returnKey);
        if (before != null) {
            return new Outcome.GivenBack(Points.of(before.points()), before.balanceAfter());
        }
        var spending = Objects.requireNonNull(booked.get(spendKey));
        var taken = entries.drawnBy(new EntryId(member, spending.sequence()));
        var now = clock.instant();
        var policy = policies.at(now);
        account.hold(prolonging.living(member, accounts.lots(member, taken.keySet()), policy, now));
        var bookings = new ArrayList<Booking>(account.expire(now, policy));
        var given = account.giveBack(
                Occasion.of(returnKey, now), spending.sequence(), taken, why(spending, reason), policy);
        bookings.add(given);
        accounts.store(bookings);
        Expiries.of(bookings, now).ifPresent(events::publishEvent);
        var entry = given.entry();
        events.publishEvent(new PointsReturned(
                member, entry.sequence(), entry.points(), entry.balanceAfter().value(), now));
        return new Outcome.GivenBack(Points.of(entry.points()), entry.balanceAfter());
    }

    private static Why.GivenBack why(Entry spending, String reason) {
        if (spending.why() instanceof Why.Spent(var on)) {
            return new Why.GivenBack(on, reason);
        }
        throw new IllegalStateException("entry " + spending.sequence() + " of " + spending.member() + " spent nothing");
    }
}
