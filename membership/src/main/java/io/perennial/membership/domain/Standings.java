package io.perennial.membership.domain;

import io.perennial.membership.GrowStanding.Growth;
import io.perennial.membership.Ladder;
import io.perennial.membership.MemberId;
import io.perennial.membership.Tier;
import io.perennial.membership.domain.Position.Booking;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The positions of all members, and every change of growth that led to them. */
public interface Standings {

    /**
     * Locks the positions of these members, in the order of their ids, and keeps the ladder from being edited until this
     * transaction ends. Those who are no members are absent.
     */
    Locked lock(Collection<MemberId> members);

    /** One position as it is now, not locked, and the ladder in force. */
    Optional<Found> find(MemberId member);

    record Found(Ladder ladder, Position position) {}

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

    /** The step that a member took last. */
    Optional<LatestChange> latestChange(MemberId member);

    /** @param putAway whether the member has seen enough of it */
    record LatestChange(Tier from, Tier to, boolean putAway) {}

    /** Notes of all steps of a member that they are put away, unless that is noted. */
    void putAway(MemberId member, Instant at);

    /** Notes that a member whose position is not locked was told, unless that is noted. */
    void told(MemberId member, Instant at);

    /** Members whose date has come, soonest first; behind the one named. */
    List<Due> due(Optional<Due> after, Instant asOf, int most);

    record Due(MemberId member, Instant at) {}

    /** Members who hold their tier for good, as the ladder was when they reached it; in the order of their ids. */
    List<MemberId> withoutPeriod(Optional<MemberId> after, int most);

    /** Those who wait for a place on the highest tier, first in line first. */
    List<MemberId> firstInLine(int most);

    /**
     * How many members the tier can still take. Nobody else can be given a place before this transaction ends, so it is asked
     * after their positions are locked.
     */
    long freePlaces(Tier limited);

    boolean someoneWaits();

    /** Growth booked behind this number, less what was settled. */
    long grownAfter(MemberId member, long seq);

    /** Growth booked since then, less what was settled. */
    long grownSince(MemberId member, Instant since);
}
