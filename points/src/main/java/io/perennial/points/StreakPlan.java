package io.perennial.points;

import java.time.LocalDate;
import java.util.Collections;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One version of what days in a row bring. A change of it never touches a member's days; it only says what is paid from its
 * day on.
 *
 * @param version 1 for the first
 * @param from the first day, in the programme's zone, on which it says what a length reached is worth
 * @param cycle after so many days in a row the prizes begin again at the first day, while the days go on counting; 0 for
 *     never again
 * @param prizes by the day of the cycle on which they are paid; may be empty
 * @param makeUps missed days that a member may fill in a month of the programme's zone, 0 to {@value #MOST_MAKE_UPS}
 * @param makeUpWithin how many days a missed day may lie back, 1 to {@value #LONGEST_WAIT}
 */
public record StreakPlan(
        int version, LocalDate from, int cycle, SortedMap<Integer, Prize> prizes, int makeUps, int makeUpWithin) {

    public static final int LONGEST_CYCLE = 366;
    public static final int MOST_PRIZES = 31;
    public static final int MOST_MAKE_UPS = 5;
    public static final int LONGEST_WAIT = 31;

    private static final int LAST_DAY = 3_660;

    public StreakPlan {
        prizes = Collections.unmodifiableSortedMap(new TreeMap<>(prizes));
        if (version < 1) {
            throw new IllegalArgumentException("versions count from 1");
        }
        if (cycle < 0 || cycle > LONGEST_CYCLE) {
            throw new IllegalArgumentException("a cycle is at most a year; 0 for none");
        }
        if (prizes.size() > MOST_PRIZES
                || (!prizes.isEmpty()
                        && (prizes.firstKey() < 1 || prizes.lastKey() > (cycle == 0 ? LAST_DAY : cycle)))) {
            throw new IllegalArgumentException("prizes lie on days of the cycle, 31 at most");
        }
        if (makeUps < 0 || makeUps > MOST_MAKE_UPS || makeUpWithin < 1 || makeUpWithin > LONGEST_WAIT) {
            throw new IllegalArgumentException("make-up days: 0 to 5 a month, for days 1 to 31 back");
        }
    }

    /** What the day is worth on which a streak reaches this length. */
    public Optional<Prize> prizeFor(int length) {
        return Optional.ofNullable(prizes.get(cycle == 0 ? length : (length - 1) % cycle + 1));
    }

    /** The next length after this one that brings a prize; none when no prize is left, or there are none at all. */
    public OptionalInt nextAfter(int length) {
        if (cycle == 0) {
            return lengthFrom(prizes.tailMap(length + 1), 0);
        }
        var begun = length / cycle * cycle;
        var rest = lengthFrom(prizes.tailMap(length - begun + 1), begun);
        return rest.isPresent() ? rest : lengthFrom(prizes, begun + cycle);
    }

    private static OptionalInt lengthFrom(SortedMap<Integer, Prize> days, int begun) {
        return days.isEmpty() ? OptionalInt.empty() : OptionalInt.of(begun + days.firstKey());
    }
}
