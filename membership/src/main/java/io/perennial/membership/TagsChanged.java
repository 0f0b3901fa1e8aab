package io.perennial.membership;

import java.time.Instant;
import java.util.Set;

/** Tags were put on a member, taken off, or both. */
public record TagsChanged(MemberId member, Set<Tag> set, Set<Tag> unset, Instant at) {}
