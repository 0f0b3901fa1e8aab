package io.perennial.points.adapter.jooq;

import static io.perennial.points.adapter.jooq.generated.tables.PointsAdjustment.POINTS_ADJUSTMENT;

import io.perennial.points.ReadAdjustments;
import io.perennial.points.VerifyLedger.Breach;
import io.perennial.points.domain.Fingerprint;
import io.perennial.points.domain.SealedText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.DSLContext;

/** What staff gave or took, one by one or by file, against the entries that say so. */
final class AdjustmentChecks implements EntryWalk.Watch {

    private final DSLContext dsl;
    private final Faults faults;

    /** What the business keys of lines of files begin with that may be booked. */
    private final Set<String> files = new HashSet<>();

    private final Map<String, SealedText> single = new HashMap<>();
    private final List<SealedText> lines = new ArrayList<>();

    AdjustmentChecks(DSLContext dsl, Faults faults) {
        this.dsl = dsl;
        this.faults = faults;
    }

    @Override
    public void entry(SealedText entry, Fingerprint hash) {
        if (entry.key().startsWith("adjust:")) {
            single.put(entry.key(), entry);
        } else if (entry.key().startsWith("adjust-file:")) {
            lines.add(entry);
        }
    }

    /** Once the entries of a range have been gone through. */
    void check(MemberSet members) {
        var adjustment = POINTS_ADJUSTMENT;
        dsl.selectFrom(adjustment)
                .where(members.of(adjustment.MEMBER_ID), adjustment.STATUS.eq(ReadAdjustments.Status.BOOKED.name()))
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
        if (lines.stream().anyMatch(entry -> !files.contains(AdjustmentFileChecks.fileOf(entry)))) {
            files.addAll(AdjustmentFileChecks.allowed(dsl).keySet());
        }
        lines.stream()
                .filter(entry -> !files.contains(AdjustmentFileChecks.fileOf(entry)))
                .forEach(entry -> missing(entry, entry.key().substring("adjust-file:".length())));
        lines.clear();
    }

    private void missing(SealedText entry, Object subject) {
        faults.add(Breach.ADJUSTMENT_MISSING, entry.member(), subject, entry.sequence(), null);
    }

    private static String told(long points, long growth) {
        return growth == 0 ? String.valueOf(points) : points + " / " + growth;
    }
}
