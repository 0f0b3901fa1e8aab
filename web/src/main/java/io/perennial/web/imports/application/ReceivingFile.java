package io.perennial.web.imports.application;

import io.perennial.membership.Programme;
import io.perennial.membership.RecordChange;
import io.perennial.points.AdjustPoints;
import io.perennial.web.imports.Import;
import io.perennial.web.imports.ImportId;
import io.perennial.web.imports.ImportStatus;
import io.perennial.web.imports.Limits;
import io.perennial.web.imports.Preset;
import io.perennial.web.imports.ReceiveFile;
import io.perennial.web.imports.Tally;
import io.perennial.web.imports.domain.ImportRuns;
import io.perennial.web.imports.domain.Imports;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.Pattern;
import org.joda.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.json.JsonMapper;

/** Holds one piece in memory, whatever the size of the file. */
@Component
class ReceivingFile implements ReceiveFile {

    private static final int PIECE = 1 << 20;
    private static final int LONGEST_NAME = 200;
    private static final Pattern SOURCE = Pattern.compile("[a-z0-9][a-z0-9._-]{0,39}");

    private final Imports imports;
    private final ImportRuns runs;
    private final RecordChange audit;
    private final Programme programme;
    private final TransactionOperations transaction;
    private final JsonMapper json;
    private final Clock clock;

    ReceivingFile(
            Imports imports,
            ImportRuns runs,
            RecordChange audit,
            Programme programme,
            TransactionOperations transaction,
            JsonMapper json,
            Clock clock) {
        this.imports = imports;
        this.runs = runs;
        this.audit = audit;
        this.programme = programme;
        this.transaction = transaction;
        this.json = json;
        this.clock = clock;
    }

    @Override
    public Outcome receive(Upload upload, InputStream bytes) throws IOException {
        if (!SOURCE.matcher(upload.source()).matches()) {
            return new Outcome.BadSource();
        }
        if (!programme.currencies().contains(upload.currency())) {
            return new Outcome.CurrencyNotConfigured();
        }
        ZoneId zone;
        try {
            zone = ZoneId.of(upload.zone());
        } catch (DateTimeException _) {
            return new Outcome.UnknownZone();
        }
        var note = upload.note() == null ? null : upload.note().strip();
        if (upload.preset() == Preset.ADJUSTMENTS && !isNote(note)) {
            return new Outcome.NoteMissing();
        }
        var id = ImportId.next();
        var arrived = false;
        imports.add(beginning(id, upload, zone, note));
        try {
            var digest = sha256();
            var size = store(id, bytes, digest);
            if (size > Limits.FILE_BYTES) {
                return new Outcome.TooLarge();
            }
            if (size == 0) {
                return new Outcome.Empty();
            }
            var hash = HexFormat.of().formatHex(digest.digest());
            transaction.executeWithoutResult(_ -> {
                imports.arrived(id, hash, size, ImportStatus.CHECKING);
                audit.record(new RecordChange.Change(
                        upload.by().orElse(null),
                        "import.uploaded",
                        upload.preset().subjectKind(),
                        id.toString(),
                        null,
                        json.writeValueAsString(Map.of(
                                "sha256",
                                hash,
                                "bytes",
                                size,
                                "source",
                                upload.source(),
                                "preset",
                                upload.preset().code()))));
                if (!upload.attended()) {
                    runs.add(id);
                }
            });
            arrived = true;
            return new Outcome.Received(id);
        } finally {
            if (!arrived) {
                imports.remove(id);
            }
        }
    }

    private long store(ImportId id, InputStream bytes, MessageDigest digest) throws IOException {
        var size = 0L;
        for (var piece = 0; size <= Limits.FILE_BYTES; piece++) {
            var read = bytes.readNBytes(PIECE);
            if (read.length == 0) {
                break;
            }
            size += read.length;
            if (size <= Limits.FILE_BYTES) {
                digest.update(read);
                imports.addPiece(id, piece, read);
            }
        }
        return size;
    }

    private static boolean isNote(@Nullable String note) {
        return note != null && !note.isEmpty() && note.length() <= AdjustPoints.LONGEST_INTERNAL_NOTE;
    }

    private Import beginning(ImportId id, Upload upload, ZoneId zone, @Nullable String note) {
        var name = upload.fileName().replaceAll("\\p{Cntrl}", "").strip();
        name = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        return new Import(
                id,
                name.substring(0, Math.min(LONGEST_NAME, name.length())),
                "0".repeat(64),
                0,
                upload.preset(),
                upload.source(),
                CurrencyUnit.of(upload.currency()),
                zone,
                note,
                ImportStatus.UPLOADING,
                null,
                upload.by(),
                clock.instant(),
                null,
                null,
                0,
                null,
                null,
                0,
                Tally.NONE);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
