package io.perennial.membership.domain;

import io.perennial.membership.GrowStanding.Growth;
import io.perennial.membership.Ladder;
import io.perennial.membership.MemberId;
import io.perennial.membership.domain.Position.Booking;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The positions of all members, and every change of growth that led to them. */
public interface Standings {

    /**
     * Locks the positions of these members, in the order of their ids, and keeps the ladder from being edited until this
     * transaction ends. Those who are no members are absent.
     */
    Locked lock(Collection<MemberId> members);

    record Locked(Ladder ladder, Map<MemberId, Position> positions) {}

    /** Which of these changes were booked before. Their members are locked. */
    Set<Growth> booked(Collection<Growth> changes);

    /**
     * Books these changes, or none of them when a key was booked before. Their members are locked.
     *
     * @return whether they are booked
     */
    boolean book(List<Booking> bookings);

    void store(Collection<Position> positions);

    /** Keeps each step, in this order. */
    void storeSteps(List<TierStep> steps, Instant at);
}
