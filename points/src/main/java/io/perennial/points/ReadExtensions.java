package io.perennial.points;

import io.perennial.membership.MemberId;
import io.perennial.membership.StaffId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Where the end of a member's points was put off, newest first. */
public interface ReadExtensions {

    /** @param limit 1 to 200 */
    List<Extended> of(MemberId member, int limit);

    /**
     * @param wasUntil the last day on which they could have been used, {@code isUntil} the one that it became
     * @param points what was left of them then
     * @param by absent for the sweep
     * @param note what staff gave as reason
     */
    record Extended(
            Instant at,
            Cause cause,
            LocalDate wasUntil,
            LocalDate isUntil,
            Points points,
            Optional<StaffId> by,
            Optional<String> note) {}

    enum Cause {
        /** The member had not been told in time. */
        NOT_TOLD,
        BY_STAFF
    }
}
