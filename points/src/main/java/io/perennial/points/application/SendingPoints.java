package io.perennial.points.application;

import io.perennial.membership.MemberId;
import io.perennial.membership.RunTransactions;
import io.perennial.points.EntryKind;
import io.perennial.points.Points;
import io.perennial.points.PointsPolicy.TransferLimits;
import io.perennial.points.ReadTransfers.State;
import io.perennial.points.ReadTransfers.Transfer;
import io.perennial.points.SendPoints;
import io.perennial.points.TransferId;
import io.perennial.points.Why;
import io.perennial.points.Why.Party;
import io.perennial.points.domain.Allocation;
import io.perennial.points.domain.Booking;
import io.perennial.points.domain.ExpiryPolicy;
import io.perennial.points.domain.Occasion;
import io.perennial.points.domain.PointsAccounts;
import io.perennial.points.domain.PointsPolicies;
import io.perennial.points.domain.SendingFreezes;
import io.perennial.points.domain.Transfers;
import io.perennial.points.domain.Transfers.Piece;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

@Component
class SendingPoints implements SendPoints {

    private final RunTransactions transactions;
    private final Parties parties;
    private final Transfers transfers;
    private final SendingFreezes freezes;
    private final CarryingTransfers carrying;
    private final PointsAccounts accounts;
    private final ProlongingPoints prolonging;
    private final PointsPolicies policies;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    SendingPoints(
            RunTransactions transactions,
            Parties parties,
            Transfers transfers,
            SendingFreezes freezes,
            CarryingTransfers carrying,
            PointsAccounts accounts,
            ProlongingPoints prolonging,
            PointsPolicies policies,
            ApplicationEventPublisher events,
            Clock clock) {
        this.transactions = transactions;
        this.parties = parties;
        this.transfers = transfers;
        this.freezes = freezes;
        this.carrying = carrying;
        this.accounts = accounts;
        this.prolonging = prolonging;
        this.policies = policies;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public Outcome send(Sending sending) {
        return send(sending, sending.from(), true);
    }

    /**
     * @param by who asks: the sender, or one of a household
     * @param limited whether the policy's limits hold
     */
    Outcome send(Sending sending, MemberId by, boolean limited) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("a transfer touches two accounts, each in a transaction of its own");
        }
        var taken = transactions.runAlone(() -> take(sending, by, limited));
        if (taken instanceof Outcome.Sent(var transfer, var balance)) {
            carrying.carryOn(transfer);
        }
        return taken;
    }

    private Outcome take(Sending sending, MemberId by, boolean limited) {
        var from = sending.from();
        if (from.equals(sending.to())) {
            return new Outcome.ToOneself();
        }
        var side = parties.of(from);
        if (side.party() == Party.MEMBER
                && !side.mayTakePart()
                && transfers.byKey(from, sending.key()).isEmpty()) {
            return new Outcome.MayNotSend();
        }
        var account = Objects.requireNonNull(accounts.lock(Set.of(from)).get(from));
        var before = transfers.byKey(from, sending.key());
        if (before.isPresent()) {
            return repeated(before.get(), sending, account.balance());
        }
        var other = parties.of(sending.to());
        if (!side.mayTakePart() || freezes.of(by).isPresent()) {
            return new Outcome.MayNotSend();
        }
        if (!other.mayTakePart()) {
            return new Outcome.MayNotReceive();
        }
        if (side.party() == Party.HOUSEHOLD && !(sending.to().equals(by) && parties.isIn(from, by, true))) {
            return new Outcome.MayNotSend();
        }
        if (other.party() == Party.HOUSEHOLD && !parties.isIn(sending.to(), from, false)) {
            return new Outcome.MayNotReceive();
        }
        var now = clock.instant();
        var policy = policies.at(now);
        var limits = policy.policy().transfers();
        var refusal = limited ? overLimit(sending, limits, policy, now) : null;
        if (refusal != null) {
            return refusal;
        }
        account.hold(prolonging.living(from, accounts.openLots(from, sending.points(), now), policy, now));
        var bookings = new ArrayList<Booking>(account.expire(now, policy));
        if (!account.balance().covers(sending.points())) {
            return new Outcome.NotEnough(account.balance(), sending.points().minus(account.balance()));
        }
        var id = TransferId.next();
        var sent = account.debit(
                EntryKind.SENT,
                Occasion.of("sent:" + id, now),
                new Why.Sent(id.value(), sending.to().value(), other.party()),
                sending.points());
        bookings.add(sent);
        var undoUntil = now.plus(Duration.ofMinutes(limited ? limits.undoMinutes() : 0));
        store(id, bookings, sending.to(), by, sending.key(), now, undoUntil);
        return new Outcome.Sent(id, sent.entry().balanceAfter());
    }

    /** The last booking is the sending itself. */
    private void store(
            TransferId id,
            List<Booking> bookings,
            MemberId to,
            MemberId by,
            String key,
            Instant now,
            Instant undoUntil) {
        var sent = bookings.getLast();
        var entry = sent.entry();
        accounts.store(bookings);
        Expiries.of(bookings, now).ifPresent(events::publishEvent);
        transfers.add(
                new Transfer(id, entry.member(), to, by, Points.of(-entry.points()), State.SENT, null, now, undoUntil),
                key,
                entry.sequence(),
                pieces(sent.allocations()));
    }

    /**
     * Gives a household's member what is left of what they put in, when they leave it.
     *
     * @return nothing where nothing is left
     */
    Points giveBackContributions(MemberId household, MemberId member, String key) {
        var sent = transactions.runAlone(() -> takeContributions(household, member, key));
        sent.ifPresent(transfer -> carrying.carryOn(transfer.id()));
        return sent.map(Transfer::points).orElse(Points.NONE);
    }

    private Optional<Transfer> takeContributions(MemberId household, MemberId member, String key) {
        var account = Objects.requireNonNull(accounts.lock(Set.of(household)).get(household));
        var before = transfers.byKey(household, key);
        if (before.isPresent()) {
            return before;
        }
        var now = clock.instant();
        var policy = policies.at(now);
        var lots = accounts.openLots(Set.of(household)).getOrDefault(household, List.of());
        account.hold(prolonging.living(household, lots, policy, now));
        var bookings = new ArrayList<Booking>(account.expire(now, policy));
        var own = transfers.lotsOf(member, household);
        if (account.left(own, now).isNone()) {
            return Optional.empty();
        }
        var id = TransferId.next();
        bookings.add(account.hand(
                Occasion.of("sent:" + id, now), own, new Why.Sent(id.value(), member.value(), Party.MEMBER)));
        store(id, bookings, member, member, key, now, now);
        return transfers.find(id);
    }

    /** Whether anything is left in the household of what this one put in; holds its account until the transaction ends. */
    boolean hasContributions(MemberId household, MemberId member) {
        var account = Objects.requireNonNull(accounts.lock(Set.of(household)).get(household));
        account.hold(accounts.openLots(Set.of(household)).getOrDefault(household, List.of()));
        return !account.left(transfers.lotsOf(member, household), clock.instant())
                .isNone();
    }

    private static Outcome repeated(Transfer before, Sending sending, Points balance) {
        return before.to().equals(sending.to()) && before.points().equals(sending.points())
                ? new Outcome.Sent(before.id(), balance)
                : new Outcome.Conflict();
    }

    private @Nullable Outcome overLimit(Sending sending, TransferLimits limits, ExpiryPolicy policy, Instant now) {
        var left = left(sending.from(), limits, policy, now);
        if (!left.today().covers(sending.points())) {
            return new Outcome.TooManyToday(left.today());
        }
        if (!left.thisMonth().covers(sending.points())) {
            return new Outcome.TooManyThisMonth(left.thisMonth());
        }
        return sending.points().value() < limits.smallest() ? new Outcome.TooFew(Points.of(limits.smallest())) : null;
    }

    record Left(Points today, Points thisMonth) {}

    Left left(MemberId member, TransferLimits limits, ExpiryPolicy policy, Instant now) {
        var today = LocalDate.ofInstant(now, policy.zone());
        var startOfDay = today.atStartOfDay(policy.zone()).toInstant();
        var startOfMonth = today.withDayOfMonth(1).atStartOfDay(policy.zone()).toInstant();
        return new Left(
                rest(limits.perDay(), transfers.sentSince(member, startOfDay)),
                rest(limits.perMonth(), transfers.sentSince(member, startOfMonth)));
    }

    private static Points rest(long limit, Points used) {
        return Points.of(Math.max(0, limit - used.value()));
    }

    /** One for each expiry, soonest first. */
    private static List<Piece> pieces(List<Allocation> allocations) {
        var byExpiry = new TreeMap<Instant, Points>();
        allocations.forEach(each -> byExpiry.merge(each.lot().expiresAt(), Points.of(-each.points()), Points::plus));
        var pieces = new ArrayList<Piece>();
        byExpiry.forEach((expiry, points) -> pieces.add(new Piece(pieces.size() + 1, points, expiry, 0)));
        return pieces;
    }
}
