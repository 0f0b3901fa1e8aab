package io.perennial.web.imports;

import io.perennial.membership.Programme;
import io.perennial.membership.StaffId;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Takes a file in, piece by piece as it arrives, and has it checked. Nothing is booked before someone has seen the preview.
 * Audited.
 */
public interface ReceiveFile {

    /** @throws IOException when the bytes stop coming; what came of them is thrown away */
    Outcome receive(Upload upload, InputStream bytes) throws IOException;

    /**
     * @param fileName as its sender calls it; only shown
     * @param note why, and who says so; only for adjustments, which need it
     * @param source 1 to 40 of {@code a-z 0-9 . _ -}
     * @param currency an ISO 4217 code that the programme has
     * @param zone of the dates in the file
     * @param attended whether the caller checks and runs the file itself, as the command line does
     */
    record Upload(
            Preset preset,
            String fileName,
            String source,
            String currency,
            String zone,
            @Nullable String note,
            Optional<StaffId> by,
            boolean attended) {

        public static Upload invoices(
                String fileName, String source, String currency, String zone, Optional<StaffId> by, boolean attended) {
            return new Upload(Preset.INVOICE_LINES, fileName, source, currency, zone, null, by, attended);
        }

        public static Upload adjustments(String fileName, String note, Programme programme, StaffId by) {
            return new Upload(
                    Preset.ADJUSTMENTS,
                    fileName,
                    Preset.ADJUSTMENTS.code(),
                    programme.usualCurrency(),
                    programme.zone().getId(),
                    note,
                    Optional.of(by),
                    false);
        }
    }

    sealed interface Outcome {
        record Received(ImportId id) implements Outcome {}

        record TooLarge() implements Outcome {}

        record Empty() implements Outcome {}

        record BadSource() implements Outcome {}

        record CurrencyNotConfigured() implements Outcome {}

        record UnknownZone() implements Outcome {}

        /** Or above {@value io.perennial.points.AdjustPoints#LONGEST_INTERNAL_NOTE} characters. */
        record NoteMissing() implements Outcome {}
    }
}
