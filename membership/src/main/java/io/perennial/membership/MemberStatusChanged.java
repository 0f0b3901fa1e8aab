package io.perennial.membership;

import java.time.Instant;

/** Staff froze, unfroze or closed a member. */
public record MemberStatusChanged(MemberId member, MemberStatus from, MemberStatus to, Instant at) {}
