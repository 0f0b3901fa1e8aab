package io.perennial.points;

import java.time.Instant;

/** A version of a mission was published. */
public record MissionPublished(MissionId mission, int version, Instant at) {}
