package io.perennial.points.domain;

import io.perennial.membership.MemberId;
import io.perennial.membership.StaffId;
import io.perennial.points.AdjustByFile.File;
import io.perennial.points.AdjustByFile.LeftOut;
import io.perennial.points.AdjustByFile.Status;
import io.perennial.points.AdjustmentFileId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Files of adjustments with their lines. */
public interface AdjustmentFiles {

    Optional<File> find(AdjustmentFileId id);

    Optional<AdjustmentFileId> bySha256(byte[] sha256);

    List<File> latest(int limit);

    /** Holds it until the transaction ends. */
    Optional<File> lock(AdjustmentFileId id);

    /** @return whether there were no such bytes yet */
    boolean add(File file, byte[] sha256, List<Line> lines);

    /** Lines that wait, in their order. */
    List<Line> waiting(AdjustmentFileId id, int limit);

    /** @param outcomes what became of lines, by number */
    void dealtWith(AdjustmentFileId id, Map<Integer, String> outcomes, List<LeftOut> leftOut, int booked);

    void move(AdjustmentFileId id, Status status, @Nullable StaffId by, Instant at);

    record Line(
            int number,
            MemberId member,
            long points,
            String reason,
            @Nullable String note) {}
}
