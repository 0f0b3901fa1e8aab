package io.perennial.insights;

import io.perennial.membership.MemberId;
import java.time.Instant;
import java.util.List;

/** New activities are in the stream; one event per request or batch, repetitions not included. */
public record ActivitiesRecorded(List<Line> activities, Instant at) {

    public record Line(ActivityId id, MemberId member, String type, Instant happenedAt) {}
}
