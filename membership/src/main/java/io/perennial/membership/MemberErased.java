package io.perennial.membership;

import java.time.Instant;

/** Nothing is left by which anybody could know this member; told after it was done. */
public record MemberErased(MemberId member, Instant at) {}
