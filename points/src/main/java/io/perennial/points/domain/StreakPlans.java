package io.perennial.points.domain;

import io.perennial.membership.StaffId;
import io.perennial.points.StreakPlan;
import java.time.Instant;
import java.util.List;

/** All versions of the streak plan. */
public interface StreakPlans {

    /** From memory; what another instance publishes is there after two seconds at most. */
    StreakPlanBook book();

    /** Newest first, from the database. */
    List<StreakPlan> history();

    /** @return whether it was added; another one of this version may have come first */
    boolean add(StreakPlan plan, Instant publishedAt, StaffId by);

    String asJson(StreakPlan plan);
}
