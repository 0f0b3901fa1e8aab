package io.perennial.membership.domain;

import io.perennial.membership.MemberId;
import io.perennial.membership.StaffId;
import java.time.Instant;
import java.util.Optional;

/** Staff who are members too. */
public interface OwnMemberships {

    Optional<MemberId> of(StaffId staff);

    void put(StaffId staff, MemberId member, Instant at);

    void remove(StaffId staff);
}
