package io.perennial.web.adapter.jooq;

import io.perennial.membership.StaffId;
import io.perennial.web.adapter.jooq.generated.tables.WebImport;
import io.perennial.web.adapter.jooq.generated.tables.WebImportLeftOut;
import io.perennial.web.adapter.jooq.generated.tables.WebImportPiece;
import io.perennial.web.adapter.jooq.generated.tables.records.WebImportRecord;
import io.perennial.web.imports.AdjustmentPreview;
import io.perennial.web.imports.Import;
import io.perennial.web.imports.Import.Failure;
import io.perennial.web.imports.ImportId;
import io.perennial.web.imports.ImportStatus;
import io.perennial.web.imports.LeftOutReason;
import io.perennial.web.imports.Preset;
import io.perennial.web.imports.Preview;
import io.perennial.web.imports.ReadImports;
import io.perennial.web.imports.Tally;
import io.perennial.web.imports.domain.Finding;
import io.perennial.web.imports.domain.Imports;
import java.io.InputStream;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.joda.money.CurrencyUnit;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

@Component
class JooqImports implements Imports {

    private static final WebImport IMPORT = new WebImport();
    private static final WebImportPiece PIECE = new WebImportPiece();
    private static final WebImportLeftOut LEFT_OUT = new WebImportLeftOut();

    private static final int ROWS_AT_ONCE = 500;
    private static final int LONGEST_FAILURE = 160;

    private final DSLContext dsl;
    private final JsonMapper json;

    JooqImports(DSLContext dsl, JsonMapper json) {
        this.dsl = dsl;
        this.json = json;
    }

    @Override
    public void add(Import file) {
        var row = new WebImportRecord();
        row.setImportId(file.id().value());
        row.setFileName(file.fileName());
        row.setSha256(HexFormat.of().parseHex(file.sha256()));
        row.setSizeBytes(file.sizeBytes());
        row.setPreset(file.preset().code());
        row.setSource(file.source());
        row.setCurrency(file.currency().getCode());
        row.setTimeZone(file.zone().getId());
        row.setNote(file.note());
        row.setStatus(file.status().name());
        row.setUploadedBy(file.uploadedBy().map(StaffId::value).orElse(null));
        row.setUploadedAt(file.uploadedAt());
        row.setBytesChecked(file.bytesChecked());
        row.setFindingsDone(file.findingsDone());
        put(file.tally(), row);
        dsl.insertInto(IMPORT).set(row).execute();
    }

    @Override
    public void addPiece(ImportId id, int piece, byte[] bytes) {
        dsl.insertInto(PIECE)
                .set(PIECE.IMPORT_ID, id.value())
                .set(PIECE.PIECE, piece)
                .set(PIECE.BYTES, bytes)
                .execute();
    }

    @Override
    public InputStream open(ImportId id) {
        return new PieceStream(piece -> dsl.select(PIECE.BYTES)
                .from(PIECE)
                .where(PIECE.IMPORT_ID.eq(id.value()), PIECE.PIECE.eq(piece))
                .fetchOne(PIECE.BYTES));
    }

    @Override
    public Optional<Import> find(ImportId id) {
        return dsl.selectFrom(IMPORT).where(IMPORT.IMPORT_ID.eq(id.value())).fetchOptional(this::toImport);
    }

    @Override
    public Optional<Import> lock(ImportId id) {
        return dsl.selectFrom(IMPORT)
                .where(IMPORT.IMPORT_ID.eq(id.value()))
                .forUpdate()
                .fetchOptional(this::toImport);
    }

    @Override
    public Optional<Import> sameAs(Import file) {
        return dsl.selectFrom(IMPORT)
                .where(
                        IMPORT.SHA256.eq(HexFormat.of().parseHex(file.sha256())),
                        IMPORT.IMPORT_ID.ne(file.id().value()),
                        IMPORT.PRESET.eq(file.preset().code()),
                        IMPORT.SOURCE.eq(file.source()),
                        IMPORT.CURRENCY.eq(file.currency().getCode()),
                        IMPORT.TIME_ZONE.eq(file.zone().getId()))
                .orderBy(IMPORT.IMPORT_ID.desc())
                .limit(1)
                .fetchOptional(this::toImport);
    }

    @Override
    public ReadImports.Page page(Preset preset, Optional<ImportId> before, int limit) {
        var older = before.<Condition>map(id -> IMPORT.IMPORT_ID.lt(id.value())).orElse(DSL.noCondition());
        var imports = new ArrayList<>(dsl.selectFrom(IMPORT)
                .where(IMPORT.PRESET.eq(preset.code()), older)
                .orderBy(IMPORT.IMPORT_ID.desc())
                .limit(limit + 1)
                .fetch(this::toImport));
        var hasMore = imports.size() > limit;
        return new ReadImports.Page(hasMore ? List.copyOf(imports.subList(0, limit)) : imports, hasMore);
    }

    @Override
    public void arrived(ImportId id, String sha256, long sizeBytes, ImportStatus next) {
        dsl.update(IMPORT)
                .set(IMPORT.SHA256, HexFormat.of().parseHex(sha256))
                .set(IMPORT.SIZE_BYTES, sizeBytes)
                .set(IMPORT.STATUS, next.name())
                .where(IMPORT.IMPORT_ID.eq(id.value()))
                .execute();
    }

    @Override
    public void checkedSoFar(ImportId id, long bytes) {
        dsl.update(IMPORT)
                .set(IMPORT.BYTES_CHECKED, bytes)
                .where(is(id, ImportStatus.CHECKING))
                .execute();
    }

    @Override
    public boolean checked(ImportId id, Preview preview) {
        return isChecked(id, preview);
    }

    @Override
    public boolean checked(ImportId id, AdjustmentPreview preview) {
        return isChecked(id, preview);
    }

    private boolean isChecked(ImportId id, Object preview) {
        return dsl.update(IMPORT)
                        .set(IMPORT.PREVIEW_JSON, json.writeValueAsString(preview))
                        .set(IMPORT.STATUS, ImportStatus.READY.name())
                        .where(is(id, ImportStatus.CHECKING))
                        .execute()
                == 1;
    }

    @Override
    public void started(ImportId id, Instant at) {
        dsl.update(IMPORT)
                .set(IMPORT.STATUS, ImportStatus.RUNNING.name())
                .set(IMPORT.STARTED_AT, at)
                .where(
                        IMPORT.IMPORT_ID.eq(id.value()),
                        IMPORT.STATUS.in(ImportStatus.READY.name(), ImportStatus.WAITING.name()))
                .execute();
    }

    @Override
    public void waits(ImportId id) {
        dsl.update(IMPORT)
                .set(IMPORT.STATUS, ImportStatus.WAITING.name())
                .where(is(id, ImportStatus.READY))
                .execute();
    }

    @Override
    public void cancelled(ImportId id, Instant at) {
        dsl.update(IMPORT)
                .set(IMPORT.STATUS, ImportStatus.CANCELLED.name())
                .set(IMPORT.FINISHED_AT, at)
                .where(IMPORT.IMPORT_ID.eq(id.value()))
                .execute();
    }

    @Override
    public void failed(ImportId id, Failure why, Instant at) {
        var told = why.code() + ":" + why.detail();
        dsl.update(IMPORT)
                .set(IMPORT.STATUS, ImportStatus.FAILED.name())
                .set(IMPORT.FAILURE, told.substring(0, Math.min(told.length(), LONGEST_FAILURE)))
                .set(IMPORT.FINISHED_AT, at)
                .where(
                        IMPORT.IMPORT_ID.eq(id.value()),
                        IMPORT.STATUS.in(ImportStatus.CHECKING.name(), ImportStatus.RUNNING.name()))
                .execute();
    }

    @Override
    public void resumed(ImportId id, ImportStatus status) {
        dsl.update(IMPORT)
                .set(IMPORT.STATUS, status.name())
                .setNull(IMPORT.FAILURE)
                .setNull(IMPORT.FINISHED_AT)
                .where(is(id, ImportStatus.FAILED))
                .execute();
    }

    @Override
    public void advanced(ImportId id, long findingsDone, Tally tally) {
        var row = new WebImportRecord();
        row.setFindingsDone(findingsDone);
        put(tally, row);
        dsl.update(IMPORT).set(row).where(IMPORT.IMPORT_ID.eq(id.value())).execute();
    }

    @Override
    public void done(ImportId id, Instant at) {
        dsl.update(IMPORT)
                .set(IMPORT.STATUS, ImportStatus.DONE.name())
                .set(IMPORT.FINISHED_AT, at)
                .where(is(id, ImportStatus.RUNNING))
                .execute();
    }

    @Override
    public void leaveOut(ImportId id, Collection<Finding.LeftOut> lines) {
        var waiting = List.copyOf(lines);
        for (var from = 0; from < waiting.size(); from += ROWS_AT_ONCE) {
            var insert = dsl.insertInto(LEFT_OUT, LEFT_OUT.IMPORT_ID, LEFT_OUT.LINE, LEFT_OUT.REASON, LEFT_OUT.TEXT);
            for (var line : waiting.subList(from, Math.min(from + ROWS_AT_ONCE, waiting.size()))) {
                insert = insert.values(
                        id.value(),
                        line.line().number(),
                        line.reason().code(),
                        line.line().text());
            }
            insert.execute();
        }
    }

    @Override
    public void forgetLeftOut(ImportId id) {
        dsl.deleteFrom(LEFT_OUT).where(LEFT_OUT.IMPORT_ID.eq(id.value())).execute();
    }

    @Override
    public List<ReadImports.LeftOutLine> leftOut(ImportId id, long afterLine, int limit) {
        return dsl.selectFrom(LEFT_OUT)
                .where(LEFT_OUT.IMPORT_ID.eq(id.value()), LEFT_OUT.LINE.gt(afterLine))
                .orderBy(LEFT_OUT.LINE)
                .limit(limit)
                .fetch(row -> new ReadImports.LeftOutLine(
                        row.getLine(), LeftOutReason.ofCode(row.getReason()), row.getText()));
    }

    @Override
    public List<ImportId> abandoned(Instant before) {
        return dsl.select(IMPORT.IMPORT_ID)
                .from(IMPORT)
                .where(IMPORT.STATUS.eq(ImportStatus.UPLOADING.name()), IMPORT.UPLOADED_AT.lt(before))
                .limit(ROWS_AT_ONCE)
                .fetch(row -> new ImportId(row.value1()));
    }

    @Override
    public List<ImportId> withBytesToForget(Instant before) {
        return dsl.select(IMPORT.IMPORT_ID)
                .from(IMPORT)
                .where(
                        IMPORT.STATUS.in(
                                ImportStatus.DONE.name(), ImportStatus.FAILED.name(), ImportStatus.CANCELLED.name()),
                        IMPORT.UPLOADED_AT.lt(before),
                        DSL.exists(DSL.selectOne()
                                .from(PIECE)
                                .where(PIECE.IMPORT_ID.eq(IMPORT.IMPORT_ID), PIECE.PIECE.eq(0))))
                .limit(ROWS_AT_ONCE)
                .fetch(row -> new ImportId(row.value1()));
    }

    @Override
    public void forgetBytes(ImportId id) {
        // Piece by piece from the end: 256 MiB in one transaction would fill the undo log.
        for (var deleted = 1; deleted > 0; ) {
            deleted = dsl.deleteFrom(PIECE)
                    .where(PIECE.IMPORT_ID.eq(id.value()))
                    .orderBy(PIECE.PIECE.desc())
                    .limit(8)
                    .execute();
        }
    }

    @Override
    public void remove(ImportId id) {
        forgetBytes(id);
        dsl.deleteFrom(IMPORT).where(is(id, ImportStatus.UPLOADING)).execute();
    }

    private static Condition is(ImportId id, ImportStatus status) {
        return IMPORT.IMPORT_ID.eq(id.value()).and(IMPORT.STATUS.eq(status.name()));
    }

    private static void put(Tally tally, WebImportRecord row) {
        row.setLinesDone(tally.lines());
        row.setInvoicesDone(tally.invoices());
        row.setPurchases(tally.purchases());
        row.setRefunds(tally.refunds());
        row.setNoCustomer(tally.withoutCustomer());
        row.setMembersNew(tally.newMembers());
        row.setRepeated(tally.repeated());
        row.setRefused(tally.refused());
        row.setLinesLeftOut(tally.linesLeftOut());
        row.setPointsEarned(tally.pointsEarned());
        row.setPointsTaken(tally.pointsTaken());
    }

    private <T> @Nullable T preview(WebImportRecord row, Preset preset, Preset asked, Class<T> type) {
        return preset != asked || row.getPreviewJson() == null ? null : json.readValue(row.getPreviewJson(), type);
    }

    private Import toImport(WebImportRecord row) {
        var preset = Preset.ofCode(row.getPreset());
        return new Import(
                new ImportId(row.getImportId()),
                row.getFileName(),
                HexFormat.of().formatHex(row.getSha256()),
                row.getSizeBytes(),
                preset,
                row.getSource(),
                CurrencyUnit.of(row.getCurrency()),
                ZoneId.of(row.getTimeZone()),
                row.getNote(),
                ImportStatus.valueOf(row.getStatus()),
                toFailure(row.getFailure()),
                Optional.ofNullable(row.getUploadedBy()).map(StaffId::new),
                row.getUploadedAt(),
                row.getStartedAt(),
                row.getFinishedAt(),
                row.getBytesChecked(),
                preview(row, preset, Preset.INVOICE_LINES, Preview.class),
                preview(row, preset, Preset.ADJUSTMENTS, AdjustmentPreview.class),
                row.getFindingsDone(),
                new Tally(
                        row.getLinesDone(),
                        row.getInvoicesDone(),
                        row.getPurchases(),
                        row.getRefunds(),
                        row.getNoCustomer(),
                        row.getMembersNew(),
                        row.getRepeated(),
                        row.getRefused(),
                        row.getLinesLeftOut(),
                        row.getPointsEarned(),
                        row.getPointsTaken()));
    }

    private static @Nullable Failure toFailure(@Nullable String told) {
        if (told == null) {
            return null;
        }
        var end = told.indexOf(':');
        return new Failure(told.substring(0, end), told.substring(end + 1));
    }
}
