package io.perennial.membership.domain;

import io.perennial.membership.MemberId;
import io.perennial.membership.StaffId;
import io.perennial.membership.TierFloor;
import java.time.Instant;

/** Why and by whom tiers were given by hand. */
public interface TierFloors {

    void add(MemberId member, TierFloor floor, String reason, StaffId by, Instant at);

    /** Ends all that staff gave this member and that has not been ended. */
    void end(MemberId member, StaffId by, Instant at);
}
