/**
 * What members do, and what we learn from it: one stream of activities from every channel.
 *
 * <p><b>Owns</b> the activity stream: purchases with their items, refunds, check-ins and whatever else is told to it.
 *
 * <p><b>Promises</b> that an activity counts once for ever, by its source and reference; that the same reference with
 * another content is refused as a conflict and never overwrites; that the time at which it happened is kept beside the
 * time at which it arrived; that a segment's members follow what is known of them within seconds, and that the database and
 * the predicate take the same ones; that a recommendation says why, and that of a member who switched personalisation off
 * nothing is looked at.
 *
 * <p><b>Contents</b>
 *
 * <ul>
 *   <li><b>The stream</b>: {@link Activity} with its {@link Item}s, of an {@link ActivityType}, known by an {@link
 *       ActivityId}; {@link RecordActivity}, {@link ActivitiesRecorded}, {@link ReadActivities}, {@link ReadStream}.
 *   <li><b>What must hold</b>: {@link Condition} with its {@link Trait}s, judged on {@link Circumstances} or on a {@link Portrait} as a {@link
 *       Judgement}.
 *   <li><b>What is known of members</b>: {@link MemberFacts}, {@link CutPoints}; {@link KeepFacts}, {@link ReadFacts};
 *       what the floor above tells: {@link ReadHeldPoints}.
 *   <li><b>Segments</b>: {@link Segment}; {@link PublishSegment}, {@link ReadSegments}, {@link PickMembers}, {@link
 *       CountAudience}, {@link SettleSegments}, {@link SegmentsChanged}; who asks for one: {@link FindSegmentUses}.
 *   <li><b>Recommendations</b>: {@link ReadRecommendations} of {@link Article}s; {@link KeepRecommendations}, {@link
 *       EditRecommendations}.
 * </ul>
 *
 * <p><b>Never</b> decides what an activity is worth, and never changes or deletes one.
 */
@NullMarked
@ApplicationModule(displayName = "Insights", allowedDependencies = "membership")
package io.perennial.insights;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
