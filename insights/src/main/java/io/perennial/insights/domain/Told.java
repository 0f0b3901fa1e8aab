package io.perennial.insights.domain;

import io.perennial.insights.ActivityId;
import io.perennial.insights.ActivityType;
import io.perennial.membership.MemberId;

/** An activity that is in the stream: as much of it as decides whether it is told again. */
public record Told(ActivityId id, MemberId member, ActivityType type, Fingerprint fingerprint) {}
