package io.perennial.points.adapter.jooq;

import static io.perennial.points.adapter.jooq.generated.tables.PointsAdjustmentFile.POINTS_ADJUSTMENT_FILE;
import static io.perennial.points.adapter.jooq.generated.tables.PointsAdjustmentLine.POINTS_ADJUSTMENT_LINE;

import io.perennial.membership.MemberId;
import io.perennial.membership.StaffId;
import io.perennial.points.AdjustByFile.File;
import io.perennial.points.AdjustByFile.LeftOut;
import io.perennial.points.AdjustByFile.Status;
import io.perennial.points.AdjustmentFileId;
import io.perennial.points.domain.AdjustmentFiles;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

@Repository
class JooqAdjustmentFiles implements AdjustmentFiles {

    private static final int ROWS = 1_000;
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<List<LeftOut>> LEFT_OUT = new TypeReference<>() {};

    private final DSLContext dsl;

    JooqAdjustmentFiles(DSLContext dsl) {
        this.dsl = dsl;
    }

    @Override
    public Optional<File> find(AdjustmentFileId id) {
        return dsl.selectFrom(POINTS_ADJUSTMENT_FILE)
                .where(POINTS_ADJUSTMENT_FILE.FILE_ID.eq(id.value()))
                .fetchOptional(JooqAdjustmentFiles::toFile);
    }

    @Override
    public Optional<AdjustmentFileId> bySha256(byte[] sha256) {
        return dsl.select(POINTS_ADJUSTMENT_FILE.FILE_ID)
                .from(POINTS_ADJUSTMENT_FILE)
                .where(POINTS_ADJUSTMENT_FILE.SHA256.eq(sha256))
                .fetchOptional(row -> new AdjustmentFileId(row.value1()));
    }

    @Override
    public List<File> latest(int limit) {
        return dsl.selectFrom(POINTS_ADJUSTMENT_FILE)
                .orderBy(POINTS_ADJUSTMENT_FILE.FILE_ID.desc())
                .limit(limit)
                .fetch(JooqAdjustmentFiles::toFile);
    }

    @Override
    public Optional<File> lock(AdjustmentFileId id) {
        return dsl.selectFrom(POINTS_ADJUSTMENT_FILE)
                .where(POINTS_ADJUSTMENT_FILE.FILE_ID.eq(id.value()))
                .forUpdate()
                .fetchOptional(JooqAdjustmentFiles::toFile);
    }

    @Override
    public boolean add(File file, byte[] sha256, List<Line> lines) {
        var added = dsl.insertInto(POINTS_ADJUSTMENT_FILE)
                .set(POINTS_ADJUSTMENT_FILE.FILE_ID, file.id().value())
                .set(POINTS_ADJUSTMENT_FILE.FILE_NAME, file.fileName())
                .set(POINTS_ADJUSTMENT_FILE.SHA256, sha256)
                .set(POINTS_ADJUSTMENT_FILE.NOTE, file.note())
                .set(POINTS_ADJUSTMENT_FILE.LEFT_OUT, JSON.writeValueAsString(file.leftOut()))
                .set(POINTS_ADJUSTMENT_FILE.LINES_GOOD, file.lines())
                .set(POINTS_ADJUSTMENT_FILE.LINES_BOOKED, 0)
                .set(POINTS_ADJUSTMENT_FILE.POINTS_GIVEN, file.given())
                .set(POINTS_ADJUSTMENT_FILE.POINTS_TAKEN, file.taken())
                .set(POINTS_ADJUSTMENT_FILE.STATUS, file.status().name())
                .set(POINTS_ADJUSTMENT_FILE.PROPOSED_BY, file.proposedBy().value())
                .set(POINTS_ADJUSTMENT_FILE.PROPOSED_AT, file.proposedAt())
                .onDuplicateKeyIgnore()
                .execute();
        if (added == 0) {
            return false;
        }
        for (int from = 0; from < lines.size(); from += ROWS) {
            var insert = dsl.insertInto(
                    POINTS_ADJUSTMENT_LINE,
                    POINTS_ADJUSTMENT_LINE.FILE_ID,
                    POINTS_ADJUSTMENT_LINE.LINE,
                    POINTS_ADJUSTMENT_LINE.MEMBER_ID,
                    POINTS_ADJUSTMENT_LINE.POINTS,
                    POINTS_ADJUSTMENT_LINE.REASON_CODE,
                    POINTS_ADJUSTMENT_LINE.NOTE);
            for (var line : lines.subList(from, Math.min(lines.size(), from + ROWS))) {
                insert = insert.values(
                        file.id().value(),
                        line.number(),
                        line.member().value(),
                        line.points(),
                        line.reason(),
                        line.note());
            }
            insert.execute();
        }
        return true;
    }

    @Override
    public List<Line> waiting(AdjustmentFileId id, int limit) {
        return dsl.selectFrom(POINTS_ADJUSTMENT_LINE)
                .where(POINTS_ADJUSTMENT_LINE.FILE_ID.eq(id.value()), POINTS_ADJUSTMENT_LINE.OUTCOME.isNull())
                .orderBy(POINTS_ADJUSTMENT_LINE.LINE)
                .limit(limit)
                .fetch(row -> new Line(
                        row.getLine(),
                        new MemberId(row.getMemberId()),
                        row.getPoints(),
                        row.getReasonCode(),
                        row.getNote()));
    }

    @Override
    public void dealtWith(AdjustmentFileId id, Map<Integer, String> outcomes, List<LeftOut> leftOut, int booked) {
        var byOutcome = new TreeMap<String, List<Integer>>();
        outcomes.forEach((line, outcome) ->
                byOutcome.computeIfAbsent(outcome, each -> new ArrayList<>()).add(line));
        byOutcome.forEach((outcome, lines) -> dsl.update(POINTS_ADJUSTMENT_LINE)
                .set(POINTS_ADJUSTMENT_LINE.OUTCOME, outcome)
                .where(POINTS_ADJUSTMENT_LINE.FILE_ID.eq(id.value()), POINTS_ADJUSTMENT_LINE.LINE.in(lines))
                .execute());
        dsl.update(POINTS_ADJUSTMENT_FILE)
                .set(POINTS_ADJUSTMENT_FILE.LINES_BOOKED, POINTS_ADJUSTMENT_FILE.LINES_BOOKED.plus(booked))
                .set(POINTS_ADJUSTMENT_FILE.LEFT_OUT, JSON.writeValueAsString(leftOut))
                .where(POINTS_ADJUSTMENT_FILE.FILE_ID.eq(id.value()))
                .execute();
    }

    @Override
    public void move(AdjustmentFileId id, Status status, @Nullable StaffId by, Instant at) {
        dsl.update(POINTS_ADJUSTMENT_FILE)
                .set(POINTS_ADJUSTMENT_FILE.STATUS, status.name())
                .set(POINTS_ADJUSTMENT_FILE.DECIDED_BY, by == null ? null : by.value())
                .set(POINTS_ADJUSTMENT_FILE.DECIDED_AT, at)
                .where(POINTS_ADJUSTMENT_FILE.FILE_ID.eq(id.value()))
                .execute();
    }

    private static File toFile(Record row) {
        return new File(
                new AdjustmentFileId(row.get(POINTS_ADJUSTMENT_FILE.FILE_ID)),
                row.get(POINTS_ADJUSTMENT_FILE.FILE_NAME),
                row.get(POINTS_ADJUSTMENT_FILE.NOTE),
                Status.valueOf(row.get(POINTS_ADJUSTMENT_FILE.STATUS)),
                row.get(POINTS_ADJUSTMENT_FILE.LINES_GOOD),
                row.get(POINTS_ADJUSTMENT_FILE.LINES_BOOKED),
                row.get(POINTS_ADJUSTMENT_FILE.POINTS_GIVEN),
                row.get(POINTS_ADJUSTMENT_FILE.POINTS_TAKEN),
                JSON.readValue(row.get(POINTS_ADJUSTMENT_FILE.LEFT_OUT), LEFT_OUT),
                new StaffId(row.get(POINTS_ADJUSTMENT_FILE.PROPOSED_BY)),
                row.get(POINTS_ADJUSTMENT_FILE.PROPOSED_AT),
                Optional.ofNullable(row.get(POINTS_ADJUSTMENT_FILE.DECIDED_BY)).map(StaffId::new));
    }
}
