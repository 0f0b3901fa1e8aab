package io.perennial.points.application;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;

import io.perennial.membership.FollowMembers;
import io.perennial.membership.MemberId;
import io.perennial.membership.MemberStatus;
import io.perennial.membership.RecogniseMembers;
import io.perennial.membership.RunTransactions;
import io.perennial.points.EntryKind;
import io.perennial.points.Points;
import io.perennial.points.PointsSpent;
import io.perennial.points.SpendPoints;
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
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

@Component
class SpendingPoints implements SpendPoints {

    private final RunTransactions transactions;
    private final RecogniseMembers members;
    private final FollowMembers follow;
    private final PointsAccounts accounts;
    private final ProlongingPoints prolonging;
    private final LedgerEntries entries;
    private final PointsPolicies policies;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    SpendingPoints(
            RunTransactions transactions,
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
    public List<Outcome> spend(List<Spending> spendings) {
        return spendings.isEmpty() ? List.of() : transactions.run(() -> new Call(spendings, clock.instant()).book());
    }

    /** What one call keeps in mind while it works. */
    private final class Call {

        private final List<Spending> spendings;
        private final Instant now;
        private final ExpiryPolicy policy;
        private final Map<MemberId, PointsAccount> locked = new HashMap<>();
        private final Map<MemberId, Map<String, Entry>> before = new HashMap<>();

        /** What was over, until it is booked in front of the member's first spending. */
        private final Map<MemberId, List<Booking>> expiries = new HashMap<>();

        private final List<Booking> bookings = new ArrayList<>();
        private final List<PointsSpent.Spent> spent = new ArrayList<>();

        Call(List<Spending> spendings, Instant now) {
            this.spendings = spendings;
            this.now = now;
            policy = policies.at(now);
        }

        List<Outcome> book() {
            var statuses = new HashMap<>(members.statuses(membersOf(spendings)));
            leaveOutMerged(statuses);
            var known = spendings.stream()
                    .filter(spending -> statuses.containsKey(spending.member()))
                    .toList();
            if (!known.isEmpty()) {
                locked.putAll(accounts.lock(membersOf(known)));
                before.putAll(entries.byKey(keysOf(known)));
                hold(known);
            }
            var outcomes = spendings.stream()
                    .map(spending -> book(spending, statuses.get(spending.member())))
                    .toList();
            accounts.store(bookings);
            Expiries.of(bookings, now).ifPresent(events::publishEvent);
            if (!spent.isEmpty()) {
                events.publishEvent(new PointsSpent(List.copyOf(spent), now));
            }
            return outcomes;
        }

        /** Whoever went into another member spends nothing any more. */
        private void leaveOutMerged(Map<MemberId, MemberStatus> statuses) {
            var closed = statuses.entrySet().stream()
                    .filter(each -> each.getValue() == MemberStatus.CLOSED)
                    .map(Map.Entry::getKey)
                    .toList();
            if (!closed.isEmpty()) {
                statuses.keySet().removeAll(follow.survivors(closed).keySet());
            }
        }

        private void hold(List<Spending> known) {
            var enough = new HashMap<MemberId, Points>();
            known.stream()
                    .filter(spending -> earlier(spending).isEmpty())
                    .forEach(spending -> enough.merge(spending.member(), spending.points(), Points::plus));
            accounts.openLots(enough, now)
                    .forEach((member, lots) -> account(member).hold(prolonging.living(member, lots, policy, now)));
        }

        private Outcome book(Spending spending, @Nullable MemberStatus status) {
            if (status == null) {
                return new Outcome.MayNotSpend();
            }
            var earlier = earlier(spending);
            if (earlier.isPresent()) {
                return repeated(earlier.get(), spending);
            }
            if (status != MemberStatus.ACTIVE) {
                return new Outcome.MayNotSpend();
            }
            var account = account(spending.member());
            var expired = expiries.computeIfAbsent(spending.member(), _ -> account.expire(now, policy));
            if (!account.balance().covers(spending.points())) {
                // What has expired meanwhile is left to the sweep: a refusal changes nothing.
                return new Outcome.NotEnough(
                        account.balance(), spending.points().minus(account.balance()));
            }
            var key = SpendingKey.of(spending.key());
            var booking = account.spend(Occasion.of(key, now), new Why.Spent(spending.on()), spending.points());
            var entry = booking.entry();
            bookings.addAll(expired);
            expiries.put(spending.member(), List.of());
            bookings.add(booking);
            before.computeIfAbsent(spending.member(), _ -> new HashMap<>()).put(key, entry);
            spent.add(new PointsSpent.Spent(
                    spending.member(),
                    entry.sequence(),
                    -entry.points(),
                    entry.balanceAfter().value()));
            return new Outcome.Spent(entry.sequence(), entry.balanceAfter());
        }

        private Optional<Entry> earlier(Spending spending) {
            return Optional.ofNullable(
                    before.getOrDefault(spending.member(), Map.of()).get(SpendingKey.of(spending.key())));
        }

        private PointsAccount account(MemberId member) {
            return Objects.requireNonNull(locked.get(member));
        }
    }

    private static Set<MemberId> membersOf(List<Spending> spendings) {
        return spendings.stream().map(Spending::member).collect(toSet());
    }

    private static Map<MemberId, Set<String>> keysOf(List<Spending> spendings) {
        return spendings.stream()
                .collect(groupingBy(Spending::member, mapping(spending -> SpendingKey.of(spending.key()), toSet())));
    }

    private static Outcome repeated(Entry before, Spending spending) {
        return before.kind() == EntryKind.SPENT
                        && -before.points() == spending.points().value()
                ? new Outcome.Spent(before.sequence(), before.balanceAfter())
                : new Outcome.Conflict();
    }
}
