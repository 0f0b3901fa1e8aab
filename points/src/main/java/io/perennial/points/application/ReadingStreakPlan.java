package io.perennial.points.application;

import io.perennial.points.ReadStreakPlan;
import io.perennial.points.StreakPlan;
import io.perennial.points.domain.StreakPlans;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

@Component
class ReadingStreakPlan implements ReadStreakPlan {

    private final StreakPlans plans;
    private final Streaks streaks;
    private final Clock clock;

    ReadingStreakPlan(StreakPlans plans, Streaks streaks, Clock clock) {
        this.plans = plans;
        this.streaks = streaks;
        this.clock = clock;
    }

    @Override
    public StreakPlan current() {
        return plans.book().on(streaks.day(clock.instant()));
    }

    @Override
    public Optional<StreakPlan> upcoming() {
        return plans.book().after(streaks.day(clock.instant()));
    }

    @Override
    public List<StreakPlan> history() {
        return plans.history();
    }
}
