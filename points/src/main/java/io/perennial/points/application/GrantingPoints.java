package io.perennial.points.application;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;

import io.perennial.membership.GrowStanding;
import io.perennial.membership.GrowStanding.Growth;
import io.perennial.membership.MemberId;
import io.perennial.membership.MemberStatus;
import io.perennial.membership.RecogniseMembers;
import io.perennial.membership.RunTransactions;
import io.perennial.points.EntryKind;
import io.perennial.points.GrantPoints;
import io.perennial.points.PointsGranted;
import io.perennial.points.PointsGranted.Gift;
import io.perennial.points.Why;
import io.perennial.points.domain.Booking;
import io.perennial.points.domain.Entry;
import io.perennial.points.domain.ExpiryPolicy;
import io.perennial.points.domain.LedgerEntries;
import io.perennial.points.domain.Occasion;
import io.perennial.points.domain.PointsAccount;
import io.perennial.points.domain.PointsAccounts;
import io.perennial.points.domain.PointsPolicies;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

@Component
class GrantingPoints implements GrantPoints {

    private static final Pattern KEY = Pattern.compile("[ -~]{1,90}");

    private final RunTransactions transactions;
    private final RecogniseMembers members;
    private final PointsAccounts accounts;
    private final LedgerEntries entries;
    private final PointsPolicies policies;
    private final Lifetimes lifetimes;
    private final GrowStanding growStanding;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    GrantingPoints(
            RunTransactions transactions,
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
    public List<Outcome> grant(List<Grant> grants) {
        if (grants.size() > MOST_AT_ONCE) {
            throw new IllegalArgumentException("at most " + MOST_AT_ONCE + " grants at once");
        }
        if (!grants.stream().allMatch(grant -> KEY.matcher(grant.key()).matches())) {
            throw new IllegalArgumentException("a grant's key is 1 to 90 printable ASCII characters");
        }
        return grants.isEmpty() ? List.of() : transactions.run(() -> new Call(grants).book());
    }

    /** One call: everything is looked up once for all grants, and stored once. */
    private final class Call {

        private final List<Grant> grants;
        private final Instant now = clock.instant();
        private final Map<MemberId, MemberStatus> statuses;
        private final Map<MemberId, PointsAccount> locked;
        private final Map<MemberId, Map<String, Entry>> booked;
        private final ExpiryPolicy policy;
        private final Map<MemberId, String> tiers;
        private final List<Booking> bookings = new ArrayList<>();
        private final List<Growth> growths = new ArrayList<>();
        private final List<Gift> gifts = new ArrayList<>();

        Call(List<Grant> grants) {
            this.grants = grants;
            statuses = members.statuses(grants.stream().map(Grant::member).collect(toSet()));
            locked = statuses.isEmpty() ? Map.of() : accounts.lock(statuses.keySet());
            booked = entries.byKey(grants.stream()
                    .filter(grant -> statuses.containsKey(grant.member()))
                    .collect(groupingBy(Grant::member, mapping(GrantingPoints::key, toSet()))));
            policy = policies.at(now);
            tiers = lifetimes.tiers(statuses.keySet(), policy);
        }

        List<Outcome> book() {
            var outcomes = grants.stream().map(this::book).toList();
            if (!bookings.isEmpty()) {
                accounts.store(bookings);
                events.publishEvent(new PointsGranted(List.copyOf(gifts), now));
            }
            if (!growths.isEmpty()) {
                growStanding.grow(growths);
            }
            return outcomes;
        }

        private Outcome book(Grant grant) {
            var member = grant.member();
            var status = statuses.get(member);
            if (status == null) {
                return new Outcome.UnknownMember();
            }
            var known = booked.computeIfAbsent(member, none -> new HashMap<>());
            var before = known.get(key(grant));
            if (before != null) {
                return repeated(before, grant);
            }
            if (status == MemberStatus.CLOSED) {
                return new Outcome.MemberClosed();
            }
            var booking = Objects.requireNonNull(locked.get(member))
                    .credit(
                            EntryKind.GRANTED,
                            Occasion.of(key(grant), now),
                            new Why.Granted(grant.forWhat()),
                            grant.points(),
                            grant.growth(),
                            policy.expiryOf(now, tiers.get(member)));
            var entry = booking.entry();
            known.put(entry.key(), entry);
            bookings.add(booking);
            if (grant.growth() > 0) {
                growths.add(new Growth(member, grant.growth(), entry.key(), now));
            }
            gifts.add(new Gift(
                    member,
                    entry.sequence(),
                    grant.key(),
                    entry.points(),
                    entry.growth(),
                    entry.balanceAfter().value()));
            return new Outcome.Granted(entry.sequence(), entry.balanceAfter());
        }
    }

    private static String key(Grant grant) {
        return "grant:" + grant.key();
    }

    private static Outcome repeated(Entry before, Grant grant) {
        return before.points() == grant.points().value() && before.growth() == grant.growth()
                ? new Outcome.Repeated(before.sequence(), before.balanceAfter())
                : new Outcome.Conflict(before.sequence());
    }
}
