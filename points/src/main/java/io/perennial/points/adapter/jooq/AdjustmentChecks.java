package io.perennial.points.adapter.jooq;

import static io.perennial.points.adapter.jooq.generated.tables.PointsAdjustment.POINTS_ADJUSTMENT;
import static io.perennial.points.adapter.jooq.generated.tables.PointsAdjustmentFile.POINTS_ADJUSTMENT_FILE;
import static io.perennial.points.adapter.jooq.generated.tables.PointsAdjustmentLine.POINTS_ADJUSTMENT_LINE;
import static org.jooq.impl.DSL.count;

import io.perennial.points.AdjustByFile;
import io.perennial.points.ReadAdjustments;
import io.perennial.points.VerifyLedger.Breach;
import io.perennial.points.domain.Fingerprint;
import io.perennial.points.domain.SealedText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Gatherers;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** What staff gave or took, one by one or by file, against the entries that say so. */
final class AdjustmentChecks implements EntryWalk.Watch {

    private static final int ROWS = 1_000;

    /** As adjustments by file keep it of a line. */
    private static final String BOOKED = "BOOKED";

    private final DSLContext dsl;
    private final Faults faults;

    /** Files that were booked to their end before anything was read, with how many lines were. */
    private final Map<UUID, Integer> files;

    private final Map<String, SealedText> single = new HashMap<>();
    private final Map<Line, SealedText> lines = new HashMap<>();
    private final Map<UUID, Integer> booked = new HashMap<>();

    AdjustmentChecks(DSLContext dsl, Faults faults) {
        this.dsl = dsl;
        this.faults = faults;
        var linesBooked = count(POINTS_ADJUSTMENT_LINE.LINE);
        this.files = dsl.select(POINTS_ADJUSTMENT_FILE.FILE_ID, linesBooked)
                .from(POINTS_ADJUSTMENT_FILE)
                .leftJoin(POINTS_ADJUSTMENT_LINE)
                .on(
                        POINTS_ADJUSTMENT_LINE.FILE_ID.eq(POINTS_ADJUSTMENT_FILE.FILE_ID),
                        POINTS_ADJUSTMENT_LINE.OUTCOME.eq(BOOKED))
                .where(POINTS_ADJUSTMENT_FILE.STATUS.eq(AdjustByFile.Status.BOOKED.name()))
                .groupBy(POINTS_ADJUSTMENT_FILE.FILE_ID)
                .fetchMap(POINTS_ADJUSTMENT_FILE.FILE_ID, linesBooked);
    }

    private record Line(UUID file, int number) {

        static @Nullable Line of(String key) {
            var parts = key.split(":", 3);
            try {
                return new Line(UUID.fromString(parts[1]), Integer.parseInt(parts[2]));
            } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
                return null;
            }
        }
    }

    @Override
    public void entry(SealedText entry, Fingerprint hash) {
        var key = entry.key();
        if (key.startsWith("adjust:")) {
            single.put(key, entry);
        } else if (key.startsWith("adjust-file:")) {
            var line = Line.of(key);
            if (line == null) {
                faults.add(Breach.ADJUSTMENT_MISSING, entry.member(), key, entry.sequence(), null);
            } else {
                lines.put(line, entry);
                booked.merge(line.file(), 1, Integer::sum);
            }
        }
    }

    /** Once the entries of a range have been gone through. */
    void check(MemberRange range) {
        var adjustment = POINTS_ADJUSTMENT;
        dsl.selectFrom(adjustment)
                .where(range.of(adjustment.MEMBER_ID), adjustment.STATUS.eq(ReadAdjustments.Status.BOOKED.name()))
                .forEach(row -> {
                    var entry = single.remove("adjust:" + row.getAdjustmentId());
                    var asked = told(row.getPoints(), row.getGrowth());
                    var found = entry == null || !entry.member().equals(row.getMemberId())
                            ? told(0, 0)
                            : told(entry.points(), entry.growth());
                    if (!found.equals(asked)) {
                        faults.add(Breach.ADJUSTMENT, row.getMemberId(), row.getAdjustmentId(), found, asked);
                    }
                });
        single.forEach((key, entry) -> faults.add(
                Breach.ADJUSTMENT_MISSING, entry.member(), key.substring("adjust:".length()), entry.sequence(), null));
        single.clear();
        List.copyOf(lines.keySet()).stream().gather(Gatherers.windowFixed(ROWS)).forEach(this::compare);
        lines.forEach((line, entry) -> missing(line, entry));
        lines.clear();
    }

    private void compare(List<Line> some) {
        var byFile = new HashMap<UUID, List<Integer>>();
        some.forEach(line ->
                byFile.computeIfAbsent(line.file(), file -> new ArrayList<>()).add(line.number()));
        byFile.forEach((file, numbers) -> dsl.selectFrom(POINTS_ADJUSTMENT_LINE)
                .where(
                        POINTS_ADJUSTMENT_LINE.FILE_ID.eq(file),
                        POINTS_ADJUSTMENT_LINE.LINE.in(numbers),
                        POINTS_ADJUSTMENT_LINE.OUTCOME.eq(BOOKED))
                .forEach(row -> {
                    var entry = lines.remove(new Line(file, row.getLine()));
                    if (entry != null
                            && (entry.points() != row.getPoints()
                                    || !entry.member().equals(row.getMemberId()))) {
                        faults.add(
                                Breach.ADJUSTMENT,
                                entry.member(),
                                file + ":" + row.getLine(),
                                entry.points(),
                                row.getPoints());
                    }
                }));
    }

    private void missing(Line line, SealedText entry) {
        faults.add(
                Breach.ADJUSTMENT_MISSING, entry.member(), line.file() + ":" + line.number(), entry.sequence(), null);
    }

    /** Once all entries have been gone through. */
    void checkFiles() {
        files.forEach((file, count) ->
                faults.compare(Breach.ADJUSTMENT_FILE, null, file, count, booked.getOrDefault(file, 0)));
    }

    private static String told(long points, long growth) {
        return growth == 0 ? String.valueOf(points) : points + " / " + growth;
    }
}
