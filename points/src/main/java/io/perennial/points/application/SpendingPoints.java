package io.perennial.points.application;

import io.perennial.membership.FollowMembers;
import io.perennial.membership.MemberStatus;
import io.perennial.membership.RecogniseMembers;
import io.perennial.points.EntryKind;
import io.perennial.points.PointsSpent;
import io.perennial.points.SpendPoints;
import io.perennial.points.Why;
import io.perennial.points.domain.Booking;
import io.perennial.points.domain.Entry;
import io.perennial.points.domain.LedgerEntries;
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
class SpendingPoints implements SpendPoints {

    private final Transactions transactions;
    private final RecogniseMembers members;
    private final FollowMembers follow;
    private final PointsAccounts accounts;
    private final ProlongingPoints prolonging;
    private final LedgerEntries entries;
    private final PointsPolicies policies;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    SpendingPoints(
            Transactions transactions,
            RecogniseMembers members,
            FollowMembers follow,
            PointsAccounts accounts,
            ProlongingPoints prolonging,
            LedgerEntries entries,
            PointsPolicies policies,
            ApplicationEventPublisher events,
            Clock clock) {
        this.transactions = transactions;
        this.members = members;
        this.follow = follow;
        this.accounts = accounts;
        this.prolonging = prolonging;
        this.entries = entries;
        this.policies = policies;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public Outcome spend(Spending spending) {
        return transactions.run(() -> book(spending));
    }

    private Outcome book(Spending spending) {
        var member = spending.member();
        var status = members.statuses(Set.of(member)).get(member);
        if (status == null) {
            return new Outcome.MayNotSpend();
        }
        if (status == MemberStatus.CLOSED && !follow.survivor(member).equals(member)) {
            return new Outcome.MayNotSpend(); // the account went into another one
        }
        var account = Objects.requireNonNull(accounts.lock(Set.of(member)).get(member));
        var key = SpendingKey.of(spending.key());
        var before = entries.byKey(member, Set.of(key)).get(key);
        if (before != null) {
            return repeated(before, spending);
        }
        if (status != MemberStatus.ACTIVE) {
            return new Outcome.MayNotSpend();
        }
        var now = clock.instant();
        var policy = policies.at(now);
        account.hold(prolonging.living(member, accounts.openLots(member, spending.points(), now), policy, now));
        var bookings = new ArrayList<Booking>(account.expire(now, policy));
        if (!account.balance().covers(spending.points())) {
            // What has expired meanwhile is left to the sweep: a refusal changes nothing.
            return new Outcome.NotEnough(account.balance(), spending.points().minus(account.balance()));
        }
        var spent = account.spend(Occasion.of(key, now), new Why.Spent(spending.on()), spending.points());
        bookings.add(spent);
        accounts.store(bookings);
        Expiries.of(bookings, now).ifPresent(events::publishEvent);
        var entry = spent.entry();
        events.publishEvent(new PointsSpent(
                member, entry.sequence(), -entry.points(), entry.balanceAfter().value(), now));
        return new Outcome.Spent(entry.sequence(), entry.balanceAfter());
    }

    private static Outcome repeated(Entry before, Spending spending) {
        return before.kind() == EntryKind.SPENT
                        && -before.points() == spending.points().value()
                ? new Outcome.Spent(before.sequence(), before.balanceAfter())
                : new Outcome.Conflict();
    }
}
