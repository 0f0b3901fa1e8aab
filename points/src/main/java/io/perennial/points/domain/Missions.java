package io.perennial.points.domain;

import io.perennial.insights.ActivityId;
import io.perennial.membership.MemberId;
import io.perennial.membership.StaffId;
import io.perennial.points.Mission;
import io.perennial.points.MissionId;
import io.perennial.points.Prize;
import io.perennial.points.ReadMissions.Completed;
import io.perennial.points.ReadMissions.Published;
import io.perennial.points.domain.MissionPart.Course;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The missions, and what members have done for them. */
public interface Missions {

    /** From memory; what another instance publishes is there after two seconds at most. */
    MissionBook book();

    /** All versions, oldest first; nobody else changes the mission until the transaction ends. */
    List<Published> lock(MissionId mission);

    /** All versions, newest first. */
    List<Published> history(MissionId mission);

    /** @return whether it was added; another one of this version may have come first */
    boolean add(Mission version, Instant publishedAt, StaffId by);

    void retire(MissionId mission, Instant at);

    String asJson(Mission version);

    /** What these activities have added so far. */
    List<MissionPart> partsOf(Map<ActivityId, MemberId> activities);

    /** Adds or replaces. Set-based. */
    void storeParts(Collection<MissionPart> parts);

    /** Sums the parts of these courses up anew, keeps the sums, and answers them. Set-based. */
    Map<Course, Map<String, Sum>> sumUp(Collection<Course> courses);

    /** As they were last summed up. */
    Map<Course, Map<String, Sum>> sums(Collection<Course> courses);

    /**
     * @param times activities
     * @param amount in minor units
     * @param days on which there were any
     */
    record Sum(long times, long amount, long days) {

        public static final Sum NONE = new Sum(0, 0, 0);
    }

    /** Of these courses those that are done, with the moment. */
    Map<Course, Instant> completed(Collection<Course> courses);

    /**
     * Sums and completion together, of one member's courses that were begun, and how many prizes these missions have left. One
     * statement.
     */
    Underway underway(MemberId member, Collection<Course> courses, Collection<MissionId> limited);

    /** @param left of missions that have a limit */
    record Underway(Map<Course, HowFar> begun, Map<MissionId, Long> left) {}

    /** @param completedAt when it was done, if it is */
    record HowFar(Map<String, Sum> sums, Optional<Instant> completedAt) {

        public static final HowFar NOWHERE = new HowFar(Map.of(), Optional.empty());
    }

    void storeCompleted(Collection<Completion> completions);

    record Completion(Course course, int version, Prize prize, Instant at) {}

    List<Completed> completedBy(MemberId member, int limit);

    /** How many prizes there are in all; what was given is taken off. */
    void limit(MissionId mission, @Nullable Long prizes);

    /**
     * Draws prizes of a mission that has a limit.
     *
     * @param by a member of the call, so that not everybody waits for the same row
     * @return how many there were, at most as many as wanted
     */
    long draw(MissionId mission, long wanted, MemberId by);

    /** How many prizes are left, of missions that have a limit. */
    Map<MissionId, Long> left(Collection<MissionId> missions);

    /** Members who have done all these steps in the period, and have no prize for it. */
    long wouldWin(Mission mission, LocalDate period);

    /** Members with any progress in the period, by id, a page at a time. */
    List<MemberId> begun(MissionId mission, LocalDate period, Optional<MemberId> after, int limit);

    /** All that the member has begun, of any period. */
    List<Course> coursesOf(MemberId member);

    Reached reached(Mission mission, LocalDate period);

    /** @param steps by key */
    record Reached(long begun, long completed, Map<String, Counts> steps) {}

    record Counts(long underway, long done) {}
}
