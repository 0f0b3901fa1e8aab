package io.perennial.web.imports;

import io.perennial.membership.StaffId;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.joda.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;

/**
 * A file and how far it has come.
 *
 * @param source under which its invoices count once for ever
 * @param note why, of a file of adjustments
 * @param zone of moments in the file that do not say theirs
 * @param bytesChecked how much of the file the check has read
 * @param failure why it is {@link ImportStatus#FAILED}
 */
public record Import(
        ImportId id,
        String fileName,
        String sha256,
        long sizeBytes,
        Preset preset,
        String source,
        CurrencyUnit currency,
        ZoneId zone,
        @Nullable String note,
        ImportStatus status,
        @Nullable Failure failure,
        Optional<StaffId> uploadedBy,
        Instant uploadedAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        long bytesChecked,
        @Nullable Preview preview,
        @Nullable AdjustmentPreview adjustments,
        long findingsDone,
        Tally tally) {

    /** How much of the present step is done, 0 to 100. */
    public int percent() {
        return switch (status) {
            case UPLOADING, CANCELLED, READY, WAITING -> 0;
            case CHECKING -> sizeBytes == 0 ? 0 : (int) Math.min(100, 100 * bytesChecked / sizeBytes);
            case RUNNING, FAILED -> lines() == 0 ? 0 : (int) Math.min(100, 100 * tally.lines() / lines());
            case DONE -> 100;
        };
    }

    private long lines() {
        return preview != null ? preview.lines() : adjustments != null ? adjustments.lines() : 0;
    }

    public boolean canBeResumed() {
        return status == ImportStatus.FAILED
                && failure != null
                && failure.code().equals(Failure.STOPPED);
    }

    /**
     * @param code {@code wrong-encoding}, {@code empty}, {@code missing-columns}, {@code damaged},
     *     {@code too-large-unpacked}, {@code too-many-lines}, or {@code stopped} for a fault of ours after which it can be resumed
     * @param detail the line, the columns; empty when there is nothing to add
     */
    public record Failure(String code, String detail) {
        public static final String STOPPED = "stopped";
    }
}
