package io.perennial.points.application;

import io.perennial.membership.MemberId;
import io.perennial.membership.RecordChange;
import io.perennial.membership.RunTransactions;
import io.perennial.membership.StaffId;
import io.perennial.points.Points;
import io.perennial.points.ReadTransfers.ReturnedFor;
import io.perennial.points.ReadTransfers.State;
import io.perennial.points.ReturnTransfer;
import io.perennial.points.TransferId;
import io.perennial.points.domain.Carriages;
import io.perennial.points.domain.Transfers;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

@Component
class ReturningTransfer implements ReturnTransfer {

    private final RunTransactions transactions;
    private final Transfers transfers;
    private final CarryingTransfers carrying;
    private final Carriages carriages;
    private final RecordChange changes;
    private final Clock clock;

    ReturningTransfer(
            RunTransactions transactions,
            Transfers transfers,
            CarryingTransfers carrying,
            Carriages carriages,
            RecordChange changes,
            Clock clock) {
        this.transactions = transactions;
        this.transfers = transfers;
        this.carrying = carrying;
        this.carriages = carriages;
        this.changes = changes;
        this.clock = clock;
    }

    @Override
    public Outcome takeBack(MemberId sender, TransferId id) {
        return takeBack(sender, id, Optional.empty());
    }

    @Override
    public Outcome takeBack(MemberId sender, TransferId id, StaffId by) {
        return takeBack(sender, id, Optional.of(by));
    }

    private Outcome takeBack(MemberId sender, TransferId id, Optional<StaffId> by) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("a transfer touches two accounts, each in a transaction of its own");
        }
        var outcome = transactions.runAlone(() -> {
            var answer = recall(sender, id);
            if (answer instanceof Outcome.TakenBack(var points)) {
                by.ifPresent(staff -> record(sender, id, points, staff));
            }
            return answer;
        });
        if (outcome instanceof Outcome.TakenBack) {
            carrying.carryOn(id);
        }
        return outcome;
    }

    private Outcome recall(MemberId sender, TransferId id) {
        var found = transfers.find(id).filter(each -> isTheirs(each.from(), sender));
        if (found.isEmpty()) {
            return new Outcome.UnknownTransfer();
        }
        var transfer = found.get();
        if (isBack(transfer.state(), transfer.returnedFor())) {
            return new Outcome.TakenBack(transfer.points());
        }
        if (!transfer.mayBeTakenBack(transfer.from(), clock.instant())) {
            return new Outcome.TooLate();
        }
        if (carrying.recall(transfer)) {
            return new Outcome.TakenBack(transfer.points());
        }
        // Someone else may have been faster with the very same wish, or have delivered it in between.
        var now = transfers.find(id).orElseThrow();
        return isBack(now.state(), now.returnedFor()) || (now.state() != transfer.state() && carrying.recall(now))
                ? new Outcome.TakenBack(transfer.points())
                : new Outcome.AlreadyUsed();
    }

    /** What was sent by who went into the sender is theirs to take back. */
    private boolean isTheirs(MemberId from, MemberId sender) {
        return from.equals(sender) || carriages.line(from).getLast().equals(sender);
    }

    private void record(MemberId sender, TransferId id, Points points, StaffId by) {
        changes.record(new RecordChange.Change(
                by,
                "member.transfer-returned",
                "member",
                sender.toString(),
                null,
                AsJson.of(Map.of("transfer", id.toString(), "points", points.value()))));
    }

    private static boolean isBack(State state, @org.jspecify.annotations.Nullable ReturnedFor why) {
        return why != null && (state == State.RETURNING || state == State.RETURNED);
    }
}
