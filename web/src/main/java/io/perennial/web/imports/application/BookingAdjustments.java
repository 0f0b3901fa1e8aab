package io.perennial.web.imports.application;

import io.perennial.points.AdjustByFile;
import io.perennial.points.AdjustByFile.Fate;
import io.perennial.points.AdjustmentFileId;
import io.perennial.web.imports.AdjustmentPreview;
import io.perennial.web.imports.Import;
import io.perennial.web.imports.LeftOutReason;
import io.perennial.web.imports.Preset;
import io.perennial.web.imports.domain.AdjustmentReader;
import io.perennial.web.imports.domain.Finding;
import io.perennial.web.imports.domain.Findings;
import io.perennial.web.imports.domain.Imports;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Staff give points and take some. A file of them is short, so its preview is made of all lines together. */
@Component
class BookingAdjustments implements Purpose {

    private final Imports imports;
    private final AdjustByFile adjustByFile;
    private final TransactionOperations transaction;

    BookingAdjustments(Imports imports, AdjustByFile adjustByFile, TransactionOperations transaction) {
        this.imports = imports;
        this.adjustByFile = adjustByFile;
        this.transaction = transaction;
    }

    @Override
    public Preset preset() {
        return Preset.ADJUSTMENTS;
    }

    @Override
    public Findings read(Import file, InputStream bytes) {
        return new AdjustmentReader(bytes);
    }

    // --- looking -------------------------------------------------------------------------------

    @Override
    public Look look(Import file) {
        return new AdjustmentLook(file);
    }

    private final class AdjustmentLook implements Look {

        private final List<Finding.Adjustment> lines = new ArrayList<>();
        private final List<Finding.LeftOut> leftOut = new ArrayList<>();
        private final Import file;

        AdjustmentLook(Import file) {
            this.file = file;
        }

        @Override
        public void at(Finding finding) {
            if (finding instanceof Finding.Adjustment line) {
                lines.add(line);
            } else {
                leftOut.add(unread(finding));
            }
        }

        @Override
        public void finish() {
            var seen = adjustByFile.look(
                    HexFormat.of().parseHex(file.sha256()),
                    adjustments(lines),
                    file.uploadedBy().orElseThrow());
            var counting = 0L;
            var countedBefore = 0L;
            for (var i = 0; i < lines.size(); i++) {
                switch (seen.fates().get(i)) {
                    case Fate.Counts _ -> counting++;
                    case Fate.CountedBefore _ -> countedBefore++;
                    case Fate.LeftOut(var problem) ->
                        leftOut.add(new Finding.LeftOut(lines.get(i).line(), reason(problem)));
                }
            }
            leftOut.sort(Comparator.comparingLong(each -> each.line().number()));
            var preview = new AdjustmentPreview(
                    counting + countedBefore + leftOut.size(),
                    counting,
                    countedBefore,
                    leftOut.size(),
                    seen.members(),
                    seen.given(),
                    seen.taken(),
                    seen.most());
            transaction.executeWithoutResult(_ -> {
                imports.forgetLeftOut(file.id());
                if (imports.checked(file.id(), preview)) {
                    imports.leaveOut(file.id(), leftOut);
                }
            });
        }
    }

    // --- booking -------------------------------------------------------------------------------

    @Override
    public TallyInTheMaking book(Import file, List<Finding> chunk) {
        var tally = new TallyInTheMaking();
        var lines = new ArrayList<Finding.Adjustment>();
        for (var finding : chunk) {
            if (finding instanceof Finding.Adjustment line) {
                lines.add(line);
            } else {
                tally.refused(unread(finding));
            }
        }
        var fates = adjustByFile.book(new AdjustmentFileId(file.id().value()), adjustments(lines));
        for (var i = 0; i < lines.size(); i++) {
            var line = lines.get(i);
            switch (fates.get(i)) {
                case Fate.Counts _ -> tally.adjusted(line.adjustment().points());
                case Fate.CountedBefore _ -> tally.repeated();
                case Fate.LeftOut(var problem) -> tally.refused(new Finding.LeftOut(line.line(), reason(problem)));
            }
        }
        return tally;
    }

    private static List<AdjustByFile.Line> adjustments(List<Finding.Adjustment> lines) {
        return lines.stream().map(Finding.Adjustment::adjustment).toList();
    }

    private static Finding.LeftOut unread(Finding finding) {
        return finding instanceof Finding.Stray(var leftOut) ? leftOut : unexpected();
    }

    private static Finding.LeftOut unexpected() {
        throw new IllegalStateException("no adjustment is an invoice");
    }

    private static LeftOutReason reason(AdjustByFile.Problem problem) {
        return switch (problem) {
            case BAD_POINTS -> LeftOutReason.BAD_POINTS;
            case UNKNOWN_REASON -> LeftOutReason.UNKNOWN_REASON;
            case NOTE_TOO_LONG -> LeftOutReason.NOTE_TOO_LONG;
            case UNKNOWN_MEMBER -> LeftOutReason.UNKNOWN_MEMBER;
            case OWN_ACCOUNT -> LeftOutReason.OWN_ACCOUNT;
            case MEMBER_CLOSED -> LeftOutReason.MEMBER_CLOSED;
            case NOT_ENOUGH -> LeftOutReason.NOT_ENOUGH;
        };
    }
}
