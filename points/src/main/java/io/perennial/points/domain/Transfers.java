package io.perennial.points.domain;

import io.perennial.membership.MemberId;
import io.perennial.points.Points;
import io.perennial.points.ReadTransfers.ReturnedFor;
import io.perennial.points.ReadTransfers.State;
import io.perennial.points.ReadTransfers.Transfer;
import io.perennial.points.TransferId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Transfers, and how far each has come. Whoever moves one on holds the lock on the account that the step touches. */
public interface Transfers {

    /**
     * @param key business key among the sender's
     * @param entry sequence of the sender's entry
     */
    void add(Transfer transfer, String key, long entry, List<Piece> pieces);

    Optional<Transfer> byKey(MemberId sender, String key);

    Optional<Transfer> find(TransferId transfer);

    List<Piece> pieces(TransferId transfer);

    /** Sequence of the sender's entry. */
    long entryOf(TransferId transfer);

    /** @return whether it was in that state; nothing changed otherwise */
    boolean move(TransferId transfer, State from, State to, Instant now);

    /** Likewise, back to the sender. */
    boolean turnBack(TransferId transfer, State from, ReturnedFor why, Instant now);

    /** The lots that the pieces became, by their numbers in order. */
    void arrived(TransferId transfer, List<Long> sequences);

    /** Points sent since then that did not come back. */
    Points sentSince(MemberId sender, Instant since);

    /** The lots that transfers of this sender became in this receiver's account. */
    Set<Long> lotsOf(MemberId sender, MemberId receiver);

    /** Those that are still to be carried through and were not changed since, oldest first. */
    List<Transfer> unfinished(Instant before, Set<TransferId> except, int limit);

    /**
     * Points of one expiry.
     *
     * @param received the lot that it became; 0 before
     */
    record Piece(int number, Points points, Instant expiresAt, long received) {}
}
