package io.perennial.membership;

import java.time.Instant;

/** One member went into another one, with all that was theirs; told after it was done. */
public record MembersMerged(MergeId merge, MemberId merged, MemberId survivor, Instant at) {}
