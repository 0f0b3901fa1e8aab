package io.perennial.insights;

import io.perennial.membership.MemberId;
import java.time.Instant;
import java.util.List;

/**
 * New activities are in the stream, in the order in which they came; each in one event, and those of many calls in the same
 * one: what comes alone is told as soon as it is stored, what comes on its heels a quarter of a second later, and after an
 * instance died within seconds. Repetitions are not told.
 *
 * @param at when it was told
 */
public record ActivitiesRecorded(List<Line> activities, Instant at) {

    public record Line(ActivityId id, MemberId member, String type, Instant happenedAt) {}
}
