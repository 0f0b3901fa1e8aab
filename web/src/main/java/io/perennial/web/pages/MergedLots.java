package io.perennial.web.pages;

import io.perennial.points.EntryKind;
import io.perennial.points.ReadStatement.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** A merge books an entry for each lot that it carries over; whoever tells a story tells them as one. */
public final class MergedLots {

    /** Entries that stand beside each other in a statement: those of one merge together, every other one alone. */
    public static List<List<Line>> groups(List<Line> lines) {
        var groups = new ArrayList<List<Line>>();
        for (var line : lines) {
            if (!groups.isEmpty() && isOneMerge(groups.getLast().getFirst(), line)) {
                groups.getLast().add(line);
            } else {
                groups.add(new ArrayList<>(List.of(line)));
            }
        }
        return groups;
    }

    private static boolean isOneMerge(Line one, Line other) {
        return one.kind() == EntryKind.MERGED
                && other.kind() == EntryKind.MERGED
                && one.why().equals(other.why())
                && one.bookedAt().equals(other.bookedAt());
    }

    /**
     * The newest that there are to tell, each of them whole.
     *
     * @param newest asks for so many entries, the newest first
     * @param limit how many to tell
     * @param most how many entries may be asked for
     */
    public static List<Line> told(IntFunction<List<Line>> newest, int limit, int most) {
        for (var asked = limit; ; asked = Math.min(most, asked * 4)) {
            var lines = newest.apply(asked);
            var groups = groups(lines);
            if (lines.size() < asked || asked == most || isWhole(groups, limit)) {
                return groups.stream().limit(limit).map(MergedLots::sum).toList();
            }
        }
    }

    /** Whether nothing that comes after them can belong to the first so many. */
    private static boolean isWhole(List<List<Line>> groups, int limit) {
        return groups.size() > limit
                || (groups.size() == limit && groups.getLast().getFirst().kind() != EntryKind.MERGED);
    }

    /** An entry itself; of one merge what it came to, at the moment at which it was booked. */
    public static Line sum(List<Line> lots) {
        var newest = lots.getFirst();
        return lots.size() == 1
                ? newest
                : new Line(
                        newest.sequence(),
                        newest.kind(),
                        lots.stream().mapToLong(Line::points).sum(),
                        lots.stream().mapToLong(Line::pending).sum(),
                        lots.stream().mapToLong(Line::growth).sum(),
                        newest.balanceAfter(),
                        newest.owedAfter(),
                        null,
                        newest.why(),
                        newest.bookedAt(),
                        newest.bookedAt(),
                        null,
                        null,
                        null);
    }

    private MergedLots() {}
}
