package io.perennial.points;

import io.perennial.insights.ActivityId;
import io.perennial.membership.MemberId;
import io.perennial.membership.Standing;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The missions, and how far members have come. */
public interface ReadMissions {

    /** What the member can work on now, or has done in the period that goes on; what ends first comes first. */
    List<Progress> of(MemberId member);

    /** The same of a member who is known to stand so, which then need not be asked for. */
    List<Progress> of(Standing standing);

    /** What the member has done, newest first. */
    List<Completed> completed(MemberId member, int limit);

    /** What one activity counts for; what a refund took back counts for nothing. */
    List<Counted> countedFor(MemberId member, ActivityId activity);

    /** The newest version of each mission, the open ones first; retired ones last. */
    List<Published> all();

    /** All versions, newest first. */
    List<Published> history(MissionId mission);

    Optional<Published> find(MissionId mission);

    /** How many members are how far, in the period that goes on. */
    Optional<Reach> reach(MissionId mission);

    /** What publishing this as the next version of a mission would do to those who are under way; changes nothing. */
    Outlook outlook(Mission next);

    /** @param retiredAt from when nothing counts any more */
    record Published(Mission mission, Instant publishedAt, Optional<Instant> retiredAt) {}

    /**
     * @param period its first day
     * @param until when it is over; none for what never ends
     * @param completedAt when it was done; the prize was given then
     * @param left prizes that are left, of a mission with a limit
     */
    record Progress(
            Mission mission,
            LocalDate period,
            Optional<Instant> until,
            List<StepProgress> steps,
            Optional<Instant> completedAt,
            OptionalLong left) {

        /** Of a mission without a limit. */
        public Progress(
                Mission mission,
                LocalDate period,
                Optional<Instant> until,
                List<StepProgress> steps,
                Optional<Instant> completedAt) {
            this(mission, period, until, steps, completedAt, OptionalLong.empty());
        }

        public long stepsDone() {
            return steps.stream().filter(StepProgress::isDone).count();
        }

        /** All prizes are given, and this member has none. */
        public boolean isTooLate() {
            return completedAt.isEmpty() && left.isPresent() && left.getAsLong() <= 0;
        }

        public boolean isBegun() {
            return steps.stream().anyMatch(step -> step.done().signum() > 0);
        }
    }

    /** @param done in the unit of the step's target; may be more than it asks for */
    record StepProgress(Mission.Step step, BigDecimal done) {

        public boolean isDone() {
            return missing().signum() == 0;
        }

        public BigDecimal missing() {
            return BigDecimal.valueOf(step.target()).subtract(done).max(BigDecimal.ZERO);
        }

        /** 0 to 100; 100 only when it is done. */
        public int percent() {
            return isDone()
                    ? 100
                    : done.multiply(BigDecimal.valueOf(100))
                            .divide(BigDecimal.valueOf(step.target()), RoundingMode.DOWN)
                            .intValue();
        }
    }

    /** @param mission the version by which it was done */
    record Completed(Mission mission, LocalDate period, Instant at, Prize prize) {}

    /**
     * @param mission the version that was in force when it happened
     * @param period its first day
     * @param done in the unit of the step's target
     */
    record Counted(Mission mission, LocalDate period, Mission.Step step, BigDecimal done) {}

    /**
     * @param begun members who have done anything for it
     * @param completed members who have the prize
     * @param left prizes that are left for all periods, of a mission with a limit
     */
    record Reach(LocalDate period, long begun, long completed, List<StepReach> steps, OptionalLong left) {}

    /**
     * All in the period that goes on.
     *
     * @param completed members who have the prize already; they keep it
     * @param winning members who have done all that is asked then, and would get the prize at once
     */
    record Outlook(long begun, long completed, long winning) {}

    /**
     * @param underway members who have begun the step and not done it
     * @param done members who have done it
     */
    record StepReach(Mission.Step step, long underway, long done) {}
}
