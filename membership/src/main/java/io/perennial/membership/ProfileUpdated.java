package io.perennial.membership;

import java.time.Instant;
import java.util.Set;

/**
 * A member changed their own profile, or staff corrected it; what it says now is to be read, not carried in events.
 *
 * @param changed what differs from before; never empty
 */
public record ProfileUpdated(MemberId member, Set<Part> changed, Instant at) {

    public enum Part {
        NAME,
        LANGUAGE,
        ZONE,
        BIRTHDAY,
        REGION,
        INTERESTS
    }
}
