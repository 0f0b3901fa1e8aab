package io.perennial.membership;

import java.time.Instant;

/** A new version of the ladder is in force. */
public record LadderPublished(int version, Instant at) {}
