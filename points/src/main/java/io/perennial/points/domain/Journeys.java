package io.perennial.points.domain;

import io.perennial.membership.MemberId;
import io.perennial.membership.MergeId;
import io.perennial.points.ReadStreak;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

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

    /**
     * Without locking, all together and in one statement.
     *
     * @param since the journey knows the runs that end on this day or later; of missed days and prizes those of it or later
     * @param usedFrom missed days that were filled from this moment on are among them too
     */
    Lately lately(MemberId member, LocalDate since, Instant usedFrom);

    /** @param prizes days on which a prize was paid */
    record Lately(Journey journey, List<MadeUp> madeUp, Set<LocalDate> prizes) {

        /** How often a missed day was filled from a moment on. */
        public int madeUpFrom(Instant moment) {
            return Math.toIntExact(madeUp.stream()
                    .filter(each -> !each.usedAt().isBefore(moment))
                    .count());
        }

        /** The days from one to another, both included. */
        public ReadStreak.Days days(LocalDate first, LocalDate last) {
            var filled = madeUp.stream()
                    .map(MadeUp::day)
                    .filter(day -> !day.isBefore(first) && !day.isAfter(last))
                    .collect(Collectors.toCollection(TreeSet::new));
            return new ReadStreak.Days(
                    first.datesUntil(last.plusDays(1))
                            .filter(day -> journey.has(day) && !filled.contains(day))
                            .collect(Collectors.toCollection(TreeSet::new)),
                    filled,
                    prizes.stream()
                            .filter(day -> !day.isBefore(first) && !day.isAfter(last))
                            .collect(Collectors.toSet()));
        }
    }

    boolean isMadeUp(MemberId member, LocalDate day);

    void keepMadeUp(MemberId member, MadeUp madeUp);

    /** Prizes paid for days from this one on, by day. One statement. */
    Map<MemberId, List<ReadStreak.Won>> paid(Map<MemberId, LocalDate> since);

    void storePaid(Collection<Paid> prizes);

    record Paid(MemberId member, ReadStreak.Won won, int planVersion, Instant at) {}

    /** Set-based. */
    void store(Collection<Journey> journeys);

    ReadStreak.Days days(MemberId member, LocalDate first, LocalDate last);

    /** Days that a merge brought to the survivor, who did not have them; whether or not they are there still. */
    NavigableSet<LocalDate> came(MergeId merge);
}
