package io.perennial.membership.domain;

import io.perennial.membership.MemberId;
import io.perennial.membership.StaffId;
import io.perennial.membership.Tag;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/** The tags that members have; to be changed under the lock of the member. */
public interface Tags {

    Set<Tag> of(MemberId member);

    /** @param tags none of which the member has */
    void set(MemberId member, Collection<Tag> tags, Optional<StaffId> by, Instant at);

    /** @param tags all of which the member has */
    void unset(MemberId member, Collection<Tag> tags);
}
