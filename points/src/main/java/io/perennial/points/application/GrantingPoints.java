package io.perennial.points.application;

import io.perennial.membership.GrowStanding;
import io.perennial.membership.MemberStatus;
import io.perennial.membership.RecogniseMembers;
import io.perennial.points.EntryKind;
import io.perennial.points.GrantPoints;
import io.perennial.points.PointsGranted;
import io.perennial.points.Why;
import io.perennial.points.domain.Entry;
import io.perennial.points.domain.LedgerEntries;
import io.perennial.points.domain.Occasion;
import io.perennial.points.domain.PointsAccounts;
import io.perennial.points.domain.PointsPolicies;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

@Component
class GrantingPoints implements GrantPoints {

    private static final Pattern KEY = Pattern.compile("[ -~]{1,90}");

    private final Transactions transactions;
    private final RecogniseMembers members;
    private final PointsAccounts accounts;
    private final LedgerEntries entries;
    private final PointsPolicies policies;
    private final Lifetimes lifetimes;
    private final GrowStanding growStanding;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    GrantingPoints(
            Transactions transactions,
            RecogniseMembers members,
            PointsAccounts accounts,
            LedgerEntries entries,
            PointsPolicies policies,
            Lifetimes lifetimes,
            GrowStanding growStanding,
            ApplicationEventPublisher events,
            Clock clock) {
        this.transactions = transactions;
        this.members = members;
        this.accounts = accounts;
        this.entries = entries;
        this.policies = policies;
        this.lifetimes = lifetimes;
        this.growStanding = growStanding;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public Outcome grant(Grant grant) {
        if (!KEY.matcher(grant.key()).matches()) {
            throw new IllegalArgumentException("a grant's key is 1 to 90 printable ASCII characters");
        }
        return transactions.run(() -> book(grant));
    }

    private Outcome book(Grant grant) {
        var member = grant.member();
        var status = members.statuses(Set.of(member)).get(member);
        if (status == null) {
            return new Outcome.UnknownMember();
        }
        var account = Objects.requireNonNull(accounts.lock(Set.of(member)).get(member));
        var key = "grant:" + grant.key();
        var before = entries.byKey(member, Set.of(key)).get(key);
        if (before != null) {
            return repeated(before, grant);
        }
        if (status == MemberStatus.CLOSED) {
            return new Outcome.MemberClosed();
        }
        var now = clock.instant();
        var policy = policies.at(now);
        var tier = lifetimes.tiers(Set.of(member), policy).get(member);
        var booking = account.credit(
                EntryKind.GRANTED,
                Occasion.of(key, now),
                new Why.Granted(grant.forWhat()),
                grant.points(),
                grant.growth(),
                policy.expiryOf(now, tier));
        accounts.store(List.of(booking));
        if (grant.growth() > 0) {
            growStanding.grow(List.of(new GrowStanding.Growth(member, grant.growth(), key, now)));
        }
        var entry = booking.entry();
        events.publishEvent(new PointsGranted(
                member,
                entry.sequence(),
                grant.key(),
                entry.points(),
                entry.growth(),
                entry.balanceAfter().value(),
                now));
        return new Outcome.Granted(entry.sequence(), entry.balanceAfter());
    }

    private static Outcome repeated(Entry before, Grant grant) {
        return before.points() == grant.points().value() && before.growth() == grant.growth()
                ? new Outcome.Repeated(before.sequence(), before.balanceAfter())
                : new Outcome.Conflict(before.sequence());
    }
}
