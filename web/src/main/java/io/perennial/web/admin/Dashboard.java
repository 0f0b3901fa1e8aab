package io.perennial.web.admin;

import io.perennial.membership.FindMembers;
import io.perennial.points.Movements.Line;
import io.perennial.points.Points;
import io.perennial.points.ReadTotals;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * The programme's figures.
 *
 * @param days one row per day of the programme's zone, oldest first
 */
record Dashboard(long members, Points outstanding, long waiting, List<FindMembers.TierCount> tiers, List<Day> days) {

    static final int DAYS = 30;

    /** @param spent what was spent and not given back again on that day, below zero when more came back */
    record Day(LocalDate day, long enrolled, long earned, long spent, long expired) {}

    static List<Day> days(List<FindMembers.DayCount> enrolled, List<ReadTotals.Day> totals) {
        var days = new ArrayList<Day>();
        for (var total : totals) {
            var members = enrolled.stream()
                    .filter(count -> count.day().equals(total.day()))
                    .mapToLong(FindMembers.DayCount::members)
                    .sum();
            days.add(new Day(
                    total.day(),
                    members,
                    total.movements().of(Line.ISSUED) + total.movements().of(Line.TAKEN_BACK),
                    -total.movements().of(Line.REDEEMED),
                    -total.movements().of(Line.EXPIRED)));
        }
        return days;
    }

    public long enrolled() {
        return sum(Day::enrolled);
    }

    public long earned() {
        return sum(Day::earned);
    }

    public long spent() {
        return sum(Day::spent);
    }

    public long expired() {
        return sum(Day::expired);
    }

    /** The share of all members in this tier, in whole per cent. */
    public int percent(FindMembers.TierCount tier) {
        return members == 0 ? 0 : Math.toIntExact(100 * tier.members() / members);
    }

    private long sum(ToLongFunction<Day> figure) {
        return days.stream().mapToLong(figure).sum();
    }
}
