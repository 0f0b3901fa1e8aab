package io.perennial.points;

import java.time.Instant;

/** An earn rule pays no more. */
public record RuleRetired(RuleId rule, Instant at) {}
