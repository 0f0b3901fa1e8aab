package io.perennial.points;

import java.time.Instant;

/** A version of an earn rule was published. */
public record RulePublished(RuleId rule, int version, Instant at) {}
