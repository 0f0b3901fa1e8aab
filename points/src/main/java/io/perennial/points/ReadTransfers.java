package io.perennial.points;

import io.perennial.membership.MemberId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Transfers, and what may still be sent. */
public interface ReadTransfers {

    /**
     * Those sent or received by this account, newest first, at most 100; also by those that were merged into it, then as if it
     * had been this one.
     */
    List<Transfer> of(MemberId account, int limit);

    Optional<Transfer> find(TransferId transfer);

    /** What this member may send now by the policy's limits, whatever they have; what others sent who were merged into them counts. */
    Allowance allowance(MemberId member);

    /**
     * @param byMember who asked for it: the sender, or for a household one of its members
     * @param undoUntil until when the sender may take it back
     */
    record Transfer(
            TransferId id,
            MemberId from,
            MemberId to,
            MemberId byMember,
            Points points,
            State state,
            @Nullable ReturnedFor returnedFor,
            Instant sentAt,
            Instant undoUntil) {

        public boolean mayBeTakenBack(MemberId sender, Instant now) {
            return from.equals(sender) && now.isBefore(undoUntil) && (state == State.SENT || state == State.DELIVERED);
        }
    }

    enum State {
        /** Taken from the sender, on its way. */
        SENT,
        DELIVERED,
        /** On its way back. */
        RETURNING,
        RETURNED
    }

    enum ReturnedFor {
        /** The sender took it back. */
        TAKEN_BACK,
        /** The receiver's account was closed before it came. */
        UNDELIVERABLE
    }

    /** @param perDay 0 where members may not send anything */
    record Allowance(Points smallest, Points perDay, Points leftToday, Points leftThisMonth, int undoMinutes) {}
}
