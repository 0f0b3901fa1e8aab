package io.perennial.membership;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Tiers that staff gave a member by hand, newest first, with their reasons. */
public interface ReadTierFloors {

    List<Given> of(MemberId member);

    /**
     * @param endsAt the first moment at which it protects no more; nothing for a lifetime
     * @param endedAt when staff ended or replaced it
     */
    record Given(
            String tier,
            String reason,
            StaffId by,
            Instant at,
            Optional<Instant> endsAt,
            Optional<Instant> endedAt,
            Optional<StaffId> endedBy) {}
}
