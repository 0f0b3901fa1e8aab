package io.perennial.points.adapter.jooq;

import static io.perennial.points.adapter.jooq.generated.tables.PointsAdjustmentFile.POINTS_ADJUSTMENT_FILE;

import io.perennial.points.AdjustByFile;
import io.perennial.points.VerifyLedger.Breach;
import io.perennial.points.domain.AdjustmentFiles;
import io.perennial.points.domain.Fingerprint;
import io.perennial.points.domain.SealedText;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;

/** Files of adjustments, over all members: each line counts once, so there are no more entries of a file than it has lines. */
final class AdjustmentFileChecks implements EntryWalk.Watch {

    static final String KEYS = "adjust-file:";

    private final Map<String, Integer> booked = new HashMap<>();

    record Allowed(UUID file, int lines) {}

    @Override
    public void entry(SealedText entry, Fingerprint hash) {
        if (entry.key().startsWith(KEYS)) {
            booked.merge(fileOf(entry), 1, Integer::sum);
        }
    }

    /** Once all entries have been gone through. */
    void check(DSLContext dsl, Faults faults) {
        if (booked.isEmpty()) {
            return;
        }
        var files = allowed(dsl);
        booked.forEach((key, entries) -> {
            var allowed = files.get(key);
            if (allowed != null && entries > allowed.lines()) {
                faults.add(Breach.ADJUSTMENT_FILE, null, allowed.file(), entries, allowed.lines());
            }
        });
    }

    static String fileOf(SealedText entry) {
        return entry.key().substring(0, entry.key().lastIndexOf(':') + 1);
    }

    /** By what the business keys of their lines begin with. */
    static Map<String, Allowed> allowed(DSLContext dsl) {
        var files = new HashMap<String, Allowed>();
        dsl.select(POINTS_ADJUSTMENT_FILE.SHA256, POINTS_ADJUSTMENT_FILE.FILE_ID, POINTS_ADJUSTMENT_FILE.LINE_COUNT)
                .from(POINTS_ADJUSTMENT_FILE)
                .where(POINTS_ADJUSTMENT_FILE.STATUS.eq(AdjustByFile.Status.ALLOWED.name()))
                .forEach(row -> files.put(AdjustmentFiles.keys(row.value1()), new Allowed(row.value2(), row.value3())));
        return files;
    }
}
