package io.perennial.points.domain;

import io.perennial.membership.MemberId;
import io.perennial.membership.StaffId;
import io.perennial.points.AdjustByFile.File;
import io.perennial.points.AdjustByFile.Status;
import io.perennial.points.AdjustmentFileId;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Files of adjustments that someone wants booked. */
public interface AdjustmentFiles {

    Optional<Kept> find(AdjustmentFileId id);

    /** Holds it until the transaction ends. */
    Optional<Kept> lock(AdjustmentFileId id);

    /** @return whether there was none of that id yet */
    boolean add(File file, byte[] sha256, String note, Instant at);

    void decide(AdjustmentFileId id, Status status, StaffId by, Instant at);

    /** Those of the business keys under which something is booked for these members. */
    Set<String> booked(Map<String, MemberId> keys);

    record Kept(File file, byte[] sha256) {}

    /** The business key of a line: the same bytes are the same file, whenever they come. */
    static String key(byte[] sha256, int line) {
        return keys(sha256) + line;
    }

    /** What the business keys of all its lines begin with. */
    static String keys(byte[] sha256) {
        return "adjust-file:%s:".formatted(HexFormat.of().formatHex(sha256, 0, 16));
    }
}
