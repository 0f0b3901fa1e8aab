package io.perennial.points;

import io.perennial.membership.BilingualText;
import io.perennial.membership.MemberId;
import io.perennial.membership.Picture;
import io.perennial.membership.StaffId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What staff gave and took, newest first, by keyset. */
public interface ReadAdjustments {

    /** The reasons that staff may choose from, in their order. */
    List<Reason> reasons();

    /** Those that were retired too. */
    List<Reason> everyReason();

    Optional<Adjustment> find(AdjustmentId id);

    /** @param number of the picture, from 1 */
    Optional<Picture> picture(AdjustmentId id, int number);

    /** @param limit 1 to 200 */
    Page page(Optional<Status> status, Optional<AdjustmentId> before, int limit);

    /** How many wait for a second person; what is more than {@code most} is not counted. */
    int waiting(int most);

    /** @param limit 1 to 200 */
    List<Adjustment> of(MemberId member, int limit);

    /** @param retired nobody may choose it any more */
    record Reason(String code, BilingualText name, boolean retired) {}

    enum Status {
        /** Waits for a second person. */
        PROPOSED,
        BOOKED,
        REJECTED,
        WITHDRAWN
    }

    record Page(List<Adjustment> adjustments, boolean hasMore) {}

    /**
     * @param pictures how many there are to look at
     * @param decidedBy whoever approved, rejected or withdrew it; for what was booked at once, whoever proposed it
     * @param entry sequence of the entry, once it is booked
     */
    record Adjustment(
            AdjustmentId id,
            MemberId member,
            long points,
            long growth,
            Reason reason,
            Optional<String> memberNote,
            Optional<String> internalNote,
            Optional<String> evidence,
            int pictures,
            Status status,
            StaffId proposedBy,
            Instant proposedAt,
            Optional<StaffId> decidedBy,
            Optional<Instant> decidedAt,
            Optional<String> decisionNote,
            Optional<Long> entry) {}
}
