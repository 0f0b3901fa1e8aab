package io.perennial.membership;

import java.time.Instant;

/** A member changed their own profile; what it says now is to be read, not carried in events. */
public record ProfileUpdated(MemberId member, Instant at) {}
