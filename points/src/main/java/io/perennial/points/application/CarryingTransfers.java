package io.perennial.points.application;

import io.perennial.membership.MemberId;
import io.perennial.membership.RunTransactions;
import io.perennial.points.EntryKind;
import io.perennial.points.PointsTransferred;
import io.perennial.points.ReadTransfers.ReturnedFor;
import io.perennial.points.ReadTransfers.State;
import io.perennial.points.ReadTransfers.Transfer;
import io.perennial.points.TransferId;
import io.perennial.points.TransferReturned;
import io.perennial.points.Why;
import io.perennial.points.Why.Party;
import io.perennial.points.domain.Booking;
import io.perennial.points.domain.LedgerEntries;
import io.perennial.points.domain.LedgerEntries.EntryId;
import io.perennial.points.domain.Occasion;
import io.perennial.points.domain.PointsAccount;
import io.perennial.points.domain.PointsAccounts;
import io.perennial.points.domain.PointsPolicies;
import io.perennial.points.domain.Transfers;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * The second half of each transfer, in a transaction of its own that touches one account. The state is moved on in the same
 * transaction as the ledger, so it does not matter how often, or by how many at once, a transfer is carried on.
 */
@Component
class CarryingTransfers {

    private final RunTransactions transactions;
    private final Parties parties;
    private final Transfers transfers;
    private final PointsAccounts accounts;
    private final LedgerEntries entries;
    private final PointsPolicies policies;
    private final CarryingOn carryingOn;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    CarryingTransfers(
            RunTransactions transactions,
            Parties parties,
            Transfers transfers,
            PointsAccounts accounts,
            LedgerEntries entries,
            PointsPolicies policies,
            CarryingOn carryingOn,
            ApplicationEventPublisher events,
            Clock clock) {
        this.transactions = transactions;
        this.parties = parties;
        this.transfers = transfers;
        this.accounts = accounts;
        this.entries = entries;
        this.policies = policies;
        this.carryingOn = carryingOn;
        this.events = events;
        this.clock = clock;
    }

    /** From whichever state it is in to one that is done. */
    void carryOn(TransferId id) {
        transactions.runAlone(() -> {
            transfers.find(id).filter(each -> each.state() == State.SENT).ifPresent(this::deliver);
            return id;
        });
        transactions.runAlone(() -> {
            transfers.find(id).filter(each -> each.state() == State.RETURNING).ifPresent(this::bringBack);
            return id;
        });
    }

    private void deliver(Transfer transfer) {
        var now = clock.instant();
        var to = transfer.to();
        var line = carryingOn.lock(to, policies.at(now), now);
        if (!parties.mayGet(line.survivor())) {
            transfers.turnBack(transfer.id(), State.SENT, ReturnedFor.UNDELIVERABLE, now);
            return;
        }
        var account = line.first();
        // Whoever left a household meanwhile would never see their points again.
        if (parties.of(to).party() == Party.HOUSEHOLD && !parties.isIn(to, transfer.from(), false)) {
            transfers.turnBack(transfer.id(), State.SENT, ReturnedFor.UNDELIVERABLE, now);
            return;
        }
        if (!transfers.move(transfer.id(), State.SENT, State.DELIVERED, now)) {
            return;
        }
        var why = new Why.Received(
                transfer.id().value(),
                transfer.from().value(),
                parties.of(transfer.from()).party());
        var bookings = new ArrayList<Booking>();
        for (var piece : transfers.pieces(transfer.id())) {
            var occasion = new Occasion(
                    "received:%s:%d".formatted(transfer.id(), piece.number()), null, transfer.sentAt(), now);
            bookings.add(account.credit(EntryKind.RECEIVED, occasion, why, piece.points(), 0, piece.expiresAt()));
        }
        var received = List.copyOf(bookings);
        line.carryOn();
        bookings.addAll(line.bookings());
        accounts.store(bookings);
        transfers.arrived(
                transfer.id(),
                received.stream().map(booking -> booking.entry().sequence()).toList());
        events.publishEvent(new PointsTransferred(
                transfer.id(),
                transfer.from(),
                line.survivor(),
                transfer.points().value(),
                now));
    }

    private void bringBack(Transfer transfer) {
        var now = clock.instant();
        var from = transfer.from();
        var line = carryingOn.lock(from, policies.at(now), now);
        var account = line.first();
        if (!transfers.move(transfer.id(), State.RETURNING, State.RETURNED, now)) {
            return;
        }
        var why = Objects.requireNonNull(transfer.returnedFor());
        var entry = transfers.entryOf(transfer.id());
        var taken = entries.drawnBy(new EntryId(from, entry));
        account.hold(accounts.lots(from, taken.keySet()));
        var bookings = new ArrayList<>(List.of(account.takeIn(
                Occasion.of("returned:" + transfer.id(), now),
                entry,
                taken,
                new Why.SentBack(transfer.id().value(), why))));
        line.carryOn();
        bookings.addAll(line.bookings());
        accounts.store(bookings);
        events.publishEvent(new TransferReturned(
                transfer.id(), line.survivor(), transfer.to(), transfer.points().value(), why, now));
    }

    /**
     * Takes what a transfer brought out of its receiver's account again, if nothing of it was used.
     *
     * @return whether it is on its way back now
     */
    boolean recall(Transfer transfer) {
        var now = clock.instant();
        if (transfer.state() == State.SENT) {
            return transfers.turnBack(transfer.id(), State.SENT, ReturnedFor.TAKEN_BACK, now);
        }
        var to = transfer.to();
        var account = lock(to);
        var lots = Set.copyOf(transfers.pieces(transfer.id()).stream()
                .map(Transfers.Piece::received)
                .toList());
        account.hold(accounts.lots(to, lots));
        // Only these are at hand, so whether they are whole decides; others that are over are the sweep's.
        if (!account.hasWhole(lots, now)
                || !transfers.turnBack(transfer.id(), State.DELIVERED, ReturnedFor.TAKEN_BACK, now)) {
            return false;
        }
        accounts.store(List.of(account.hand(
                Occasion.of("handed-back:" + transfer.id(), now),
                lots,
                new Why.SentBack(transfer.id().value(), ReturnedFor.TAKEN_BACK))));
        return true;
    }

    private PointsAccount lock(MemberId member) {
        return Objects.requireNonNull(accounts.lock(Set.of(member)).get(member));
    }
}
