package io.perennial.web.admin;

import io.perennial.membership.BilingualText;
import io.perennial.points.AdjustByFile;
import io.perennial.points.AdjustmentFileId;
import io.perennial.points.AdjustmentId;
import io.perennial.points.ReadAdjustments;
import io.perennial.web.imports.AdjustmentPreview;
import io.perennial.web.imports.Import;
import io.perennial.web.imports.ImportId;
import io.perennial.web.imports.ImportStatus;
import io.perennial.web.imports.LeftOutReason;
import io.perennial.web.imports.Preset;
import io.perennial.web.imports.ReadImports;
import io.perennial.web.imports.Tally;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.joda.money.CurrencyUnit;

/** Points given and taken by hand, one by one and by a file. */
final class AdjustmentSample {

    static final AdjustmentId ADJUSTMENT = AdjustmentId.of("0199b3a4-6f5e-7c3d-8a77-1c2f6f0e4b77");

    private AdjustmentSample() {}

    static AdjustByFile.File adjustmentFile() {
        return new AdjustByFile.File(
                new AdjustmentFileId(ADJUSTMENT.value()),
                AdjustByFile.Status.PROPOSED,
                2,
                900,
                20,
                Sample.COLLEAGUE,
                Optional.of(Sample.STAFF));
    }

    /** A colleague's file. */
    static Import adjustmentImport(ImportStatus status) {
        var checked = status != ImportStatus.UPLOADING && status != ImportStatus.CHECKING;
        var started = status == ImportStatus.RUNNING || status == ImportStatus.DONE;
        return new Import(
                new ImportId(ADJUSTMENT.value()),
                "apology.csv",
                "0".repeat(64),
                1_024,
                Preset.ADJUSTMENTS,
                "adjustments",
                CurrencyUnit.of("CNY"),
                ZoneId.of("Asia/Shanghai"),
                "The courier lost a van, ticket 4711",
                status,
                status == ImportStatus.FAILED ? new Import.Failure(Import.Failure.STOPPED, "") : null,
                Optional.of(Sample.COLLEAGUE),
                Sample.NOW,
                started ? Sample.NOW : null,
                status == ImportStatus.DONE ? Sample.NOW : null,
                1_024,
                null,
                checked ? new AdjustmentPreview(312, 300, 4, 8, 290, 60_000, 120, 60_500) : null,
                0,
                started ? new Tally(312, 304, 290, 10, 0, 0, 4, 8, 8, 60_000, 120) : Tally.NONE);
    }

    static List<ReadImports.LeftOutLine> leftOutAdjustments() {
        return Stream.of(
                        LeftOutReason.BROKEN_LINE,
                        LeftOutReason.BAD_MEMBER,
                        LeftOutReason.BAD_POINTS,
                        LeftOutReason.UNKNOWN_REASON,
                        LeftOutReason.NOTE_TOO_LONG,
                        LeftOutReason.UNKNOWN_MEMBER,
                        LeftOutReason.OWN_ACCOUNT,
                        LeftOutReason.MEMBER_CLOSED,
                        LeftOutReason.NOT_ENOUGH)
                .map(reason -> new ReadImports.LeftOutLine(2 + reason.ordinal(), reason, "C-9,x,goodwill,"))
                .toList();
    }

    static ReadAdjustments.Reason reason() {
        return new ReadAdjustments.Reason("goodwill", new BilingualText("服务补偿", "Goodwill"), false);
    }

    static ReadAdjustments.Adjustment adjustment() {
        return new ReadAdjustments.Adjustment(
                ADJUSTMENT,
                Sample.MEMBER,
                900,
                -5,
                reason(),
                Optional.of("Sorry about the mug"),
                Optional.of("Called twice"),
                Optional.of("https://tickets.example.com/4711"),
                2,
                ReadAdjustments.Status.PROPOSED,
                Sample.COLLEAGUE,
                Sample.NOW,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
