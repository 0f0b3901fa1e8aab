package io.perennial.points.domain;

import io.perennial.membership.MemberId;
import io.perennial.points.ReadStreak;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The days of all members, and the prizes that were paid for them. */
public interface Journeys {

    /**
     * Locks members' journeys until the transaction ends, in the order of their ids. Each knows the runs that end on its day
     * or later. One row of a member serialises all that counts for them: days, missions, badges.
     */
    Map<MemberId, Journey> lock(Map<MemberId, LocalDate> since);

    /** Without locking; an empty journey for who has none. */
    Journey read(MemberId member, LocalDate since);

    /** Missed days that the member filled, by the moment at which they did. */
    List<MadeUp> madeUp(MemberId member, Instant usedFrom);

    record MadeUp(LocalDate day, Instant usedAt) {}

    boolean isMadeUp(MemberId member, LocalDate day);

    void keepMadeUp(MemberId member, MadeUp madeUp);

    /** Prizes paid for days from this one on, by day. One statement. */
    Map<MemberId, List<ReadStreak.Won>> paid(Map<MemberId, LocalDate> since);

    void storePaid(Collection<Paid> prizes);

    record Paid(MemberId member, ReadStreak.Won won, int planVersion, Instant at) {}

    /** Set-based. */
    void store(Collection<Journey> journeys);

    ReadStreak.Days days(MemberId member, LocalDate first, LocalDate last);
}
