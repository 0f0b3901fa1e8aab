package io.perennial.points.adapter.jooq;

import static io.perennial.points.adapter.jooq.generated.tables.PointsAdjustment.POINTS_ADJUSTMENT;
import static io.perennial.points.adapter.jooq.generated.tables.PointsAdjustmentFile.POINTS_ADJUSTMENT_FILE;

import io.perennial.points.AdjustByFile;
import io.perennial.points.ReadAdjustments;
import io.perennial.points.VerifyLedger.Breach;
import io.perennial.points.domain.AdjustmentFiles;
import io.perennial.points.domain.Fingerprint;
import io.perennial.points.domain.SealedText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;

/** What staff gave or took, one by one or by file, against the entries that say so. */
final class AdjustmentChecks implements EntryWalk.Watch {

    private final DSLContext dsl;
    private final Faults faults;

    /** Files that may be booked, by what the business keys of their lines begin with. */
    private final Map<String, Allowed> files = new HashMap<>();

    private final Map<String, SealedText> single = new HashMap<>();
    private final List<SealedText> lines = new ArrayList<>();
    private final Map<String, Integer> booked = new HashMap<>();

    AdjustmentChecks(DSLContext dsl, Faults faults) {
        this.dsl = dsl;
        this.faults = faults;
    }

    private record Allowed(UUID file, int lines) {}

    @Override
    public void entry(SealedText entry, Fingerprint hash) {
        if (entry.key().startsWith("adjust:")) {
            single.put(entry.key(), entry);
        } else if (entry.key().startsWith("adjust-file:")) {
            lines.add(entry);
            booked.merge(fileOf(entry), 1, Integer::sum);
        }
    }

    private static String fileOf(SealedText entry) {
        return entry.key().substring(0, entry.key().lastIndexOf(':') + 1);
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
        single.forEach((key, entry) -> missing(entry, key.substring("adjust:".length())));
        single.clear();
        // A file may have been allowed since these were read.
        if (lines.stream().anyMatch(entry -> !files.containsKey(fileOf(entry)))) {
            readFiles();
        }
        lines.stream()
                .filter(entry -> !files.containsKey(fileOf(entry)))
                .forEach(entry -> missing(entry, entry.key().substring("adjust-file:".length())));
        lines.clear();
    }

    private void readFiles() {
        dsl.select(POINTS_ADJUSTMENT_FILE.SHA256, POINTS_ADJUSTMENT_FILE.FILE_ID, POINTS_ADJUSTMENT_FILE.LINE_COUNT)
                .from(POINTS_ADJUSTMENT_FILE)
                .where(POINTS_ADJUSTMENT_FILE.STATUS.eq(AdjustByFile.Status.ALLOWED.name()))
                .forEach(row -> files.put(AdjustmentFiles.keys(row.value1()), new Allowed(row.value2(), row.value3())));
    }

    private void missing(SealedText entry, Object subject) {
        faults.add(Breach.ADJUSTMENT_MISSING, entry.member(), subject, entry.sequence(), null);
    }

    /** Once all entries have been gone through: each line counts once, so there are no more entries than lines. */
    void checkFiles() {
        booked.forEach((key, entries) -> {
            var allowed = files.get(key);
            if (allowed != null && entries > allowed.lines()) {
                faults.add(Breach.ADJUSTMENT_FILE, null, allowed.file(), entries, allowed.lines());
            }
        });
    }

    private static String told(long points, long growth) {
        return growth == 0 ? String.valueOf(points) : points + " / " + growth;
    }
}
