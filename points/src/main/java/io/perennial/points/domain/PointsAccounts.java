package io.perennial.points.domain;

import io.perennial.membership.MemberId;
import io.perennial.points.Points;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;

/** The accounts of all members. Whoever moves points holds the lock on the member's account until the transaction ends. */
public interface PointsAccounts {

    /**
     * Locks these members' accounts in the order of their ids, opening those that do not exist yet. Without lots. When one of
     * them went into another one meanwhile, the transaction is given up like one that the database gave up for another.
     *
     * @return an account for each of them
     */
    Map<MemberId, PointsAccount> lock(Collection<MemberId> members);

    /** The same also for accounts that went into others, of which {@link #lock} gives the transaction up: to be carried on. */
    Map<MemberId, PointsAccount> lockMerged(Collection<MemberId> members);

    /** All open lots of members whose accounts are locked, expired ones included; members without any are absent. */
    Map<MemberId, List<Lot>> openLots(Collection<MemberId> members);

    /**
     * Open lots of members whose accounts are locked, soonest first: all whose time was over by then, and of the others as
     * many as it takes to have so many points, if there are so many; members without any are absent.
     */
    Map<MemberId, List<Lot>> openLots(Map<MemberId, Points> enough, Instant now);

    /** Those of one member. */
    default List<Lot> openLots(MemberId member, Points enough, Instant now) {
        return openLots(Map.of(member, enough), now).getOrDefault(member, List.of());
    }

    /** Lots of one member whose account is locked, open or not. */
    List<Lot> lots(MemberId member, Set<Long> sequences);

    /** Parts of one member whose account is locked, whether or not they still wait. */
    List<Waiting> parts(MemberId member, Set<Long> sequences);

    /** What waits of members whose accounts are locked; members for whom nothing waits are absent. */
    Map<MemberId, List<Waiting>> waiting(Collection<MemberId> members);

    /** Stores what happened, in the order given, and the balances that result. */
    void store(List<Booking> bookings);

    /**
     * Open lots that were over by this moment, by expiry, then member; not locked, so whoever expires them asks for them
     * once more under the lock.
     *
     * @param from goes on from here, this one included; the beginning when absent
     */
    List<Due> due(Optional<Due> from, Instant moment, int limit);

    /** Those of the lots that are still open and were over by this moment, by member. */
    Map<MemberId, List<Lot>> stillDue(SequencedSet<Due> lots, Instant moment);

    /**
     * Parts that still wait and were to be available by this moment, by that, then member; not locked, so whoever releases
     * them asks for them once more under the lock.
     *
     * @param from goes on from here, this one included; the beginning when absent
     */
    List<Due> available(Optional<Due> from, Instant moment, int limit);

    /** Those of the parts that still wait and were to be available by this moment, by member. */
    Map<MemberId, List<Waiting>> stillWaiting(SequencedSet<Due> parts, Instant moment);

    /** A lot or a part whose time has come, and whose it is. */
    record Due(MemberId member, long sequence, Instant at) {}
}
