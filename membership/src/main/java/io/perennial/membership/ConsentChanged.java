package io.perennial.membership;

import java.time.Instant;

/** A member agreed to something, or no longer does. */
public record ConsentChanged(
        MemberId member, ConsentPurpose purpose, ConsentChannel channel, boolean given, Instant at) {}
