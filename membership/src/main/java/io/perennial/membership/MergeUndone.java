package io.perennial.membership;

import java.time.Instant;

/** The two members are two again; told after it was done. */
public record MergeUndone(MergeId merge, MemberId merged, MemberId survivor, Instant at) {}
