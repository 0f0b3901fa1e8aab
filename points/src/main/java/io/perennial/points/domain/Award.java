package io.perennial.points.domain;

import io.perennial.points.Points;
import io.perennial.points.Why;

/** What one rule pays for an activity. Never nothing: points or growth, or both. */
public record Award(Why.Earned why, Points points, long growth) {}
