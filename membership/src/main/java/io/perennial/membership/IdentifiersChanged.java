package io.perennial.membership;

import java.time.Instant;

/** A phone, an address or a number was added to a member, proven, removed, or lost to somebody who proved it. */
public record IdentifiersChanged(MemberId member, Instant at) {}
