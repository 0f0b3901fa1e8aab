package io.perennial.points;

import io.perennial.membership.StaffId;
import java.time.LocalDate;

/** Staff publish a new version of what days in a row bring; audited. */
public interface PublishStreakPlan {

    /** @param plan with the next version, from tomorrow at the earliest, so that a day is worth the same to everyone */
    Outcome publish(StreakPlan plan, StaffId by);

    sealed interface Outcome {
        record Done(int version, LocalDate from) implements Outcome {}

        /** Someone published another version in between. */
        record ChangedMeanwhile(int currentVersion) implements Outcome {}

        /** A version begins on a day to come, and not before the version it follows. */
        record StartsTooEarly(LocalDate earliest) implements Outcome {}

        record UnknownBadge(BadgeId badge) implements Outcome {}
    }
}
