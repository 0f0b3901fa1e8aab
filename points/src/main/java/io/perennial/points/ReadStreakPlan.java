package io.perennial.points;

import java.util.List;
import java.util.Optional;

/** What days in a row bring, in versions. */
public interface ReadStreakPlan {

    /** In force today. */
    StreakPlan current();

    /** Published for a later day, if any. */
    Optional<StreakPlan> upcoming();

    /** All versions, newest first. */
    List<StreakPlan> history();
}
