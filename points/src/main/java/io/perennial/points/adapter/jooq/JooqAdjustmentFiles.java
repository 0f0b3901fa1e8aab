package io.perennial.points.adapter.jooq;

import static io.perennial.points.adapter.jooq.generated.tables.PointsAdjustmentFile.POINTS_ADJUSTMENT_FILE;
import static io.perennial.points.adapter.jooq.generated.tables.PointsEntry.POINTS_ENTRY;

import io.perennial.membership.MemberId;
import io.perennial.membership.StaffId;
import io.perennial.points.AdjustByFile.File;
import io.perennial.points.AdjustByFile.Status;
import io.perennial.points.AdjustmentFileId;
import io.perennial.points.adapter.jooq.generated.tables.records.PointsAdjustmentFileRecord;
import io.perennial.points.domain.AdjustmentFiles;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Repository;

@Repository
class JooqAdjustmentFiles implements AdjustmentFiles {

    private static final int ROWS = 500;

    private final DSLContext dsl;

    JooqAdjustmentFiles(DSLContext dsl) {
        this.dsl = dsl;
    }

    @Override
    public Optional<Kept> find(AdjustmentFileId id) {
        return dsl.selectFrom(POINTS_ADJUSTMENT_FILE)
                .where(POINTS_ADJUSTMENT_FILE.FILE_ID.eq(id.value()))
                .fetchOptional(JooqAdjustmentFiles::toKept);
    }

    @Override
    public Optional<Kept> lock(AdjustmentFileId id) {
        return dsl.selectFrom(POINTS_ADJUSTMENT_FILE)
                .where(POINTS_ADJUSTMENT_FILE.FILE_ID.eq(id.value()))
                .forUpdate()
                .fetchOptional(JooqAdjustmentFiles::toKept);
    }

    @Override
    public boolean add(File file, byte[] sha256, String note, Instant at) {
        var row = new PointsAdjustmentFileRecord();
        row.setFileId(file.id().value());
        row.setSha256(sha256);
        row.setNote(note);
        row.setLineCount(file.lines());
        row.setPointsGiven(file.given());
        row.setPointsTaken(file.taken());
        row.setStatus(file.status().name());
        row.setProposedBy(file.proposedBy().value());
        row.setProposedAt(at);
        file.decidedBy().ifPresent(by -> {
            row.setDecidedBy(by.value());
            row.setDecidedAt(at);
        });
        return dsl.insertInto(POINTS_ADJUSTMENT_FILE)
                        .set(row)
                        .onDuplicateKeyIgnore()
                        .execute()
                == 1;
    }

    @Override
    public void decide(AdjustmentFileId id, Status status, StaffId by, Instant at) {
        dsl.update(POINTS_ADJUSTMENT_FILE)
                .set(POINTS_ADJUSTMENT_FILE.STATUS, status.name())
                .set(POINTS_ADJUSTMENT_FILE.DECIDED_BY, by.value())
                .set(POINTS_ADJUSTMENT_FILE.DECIDED_AT, at)
                .where(POINTS_ADJUSTMENT_FILE.FILE_ID.eq(id.value()))
                .execute();
    }

    // Pairs are asked for one by one, because MariaDB finds no index for a list of them.

    @Override
    public Set<String> booked(Map<String, MemberId> keys) {
        var booked = new HashSet<String>();
        var pairs = List.copyOf(keys.entrySet());
        for (var from = 0; from < pairs.size(); from += ROWS) {
            var these = pairs.subList(from, Math.min(pairs.size(), from + ROWS)).stream()
                    .map(each -> POINTS_ENTRY
                            .MEMBER_ID
                            .eq(each.getValue().value())
                            .and(POINTS_ENTRY.BUSINESS_KEY.eq(each.getKey())))
                    .toList();
            dsl.select(POINTS_ENTRY.BUSINESS_KEY)
                    .from(POINTS_ENTRY)
                    .where(DSL.or(these))
                    .forEach(row -> booked.add(row.value1()));
        }
        return booked;
    }

    private static Kept toKept(PointsAdjustmentFileRecord row) {
        return new Kept(
                new File(
                        new AdjustmentFileId(row.getFileId()),
                        Status.valueOf(row.getStatus()),
                        row.getLineCount(),
                        row.getPointsGiven(),
                        row.getPointsTaken(),
                        new StaffId(row.getProposedBy()),
                        Optional.ofNullable(row.getDecidedBy()).map(StaffId::new)),
                row.getSha256());
    }
}
