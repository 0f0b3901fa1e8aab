package io.perennial.points.application;

import io.perennial.membership.MemberId;
import io.perennial.membership.Programme;
import io.perennial.points.ReadStreak.MakeUp;
import io.perennial.points.ReadStreak.Next;
import io.perennial.points.ReadStreak.Streak;
import io.perennial.points.StreakPlan;
import io.perennial.points.domain.Journey;
import io.perennial.points.domain.Journeys;
import io.perennial.points.domain.Journeys.Lately;
import io.perennial.points.domain.StreakPlans;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What a journey looks like on a day. */
@Component
class Streaks {

    private final Journeys journeys;
    private final StreakPlans plans;
    private final Programme programme;

    Streaks(Journeys journeys, StreakPlans plans, Programme programme) {
        this.journeys = journeys;
        this.plans = plans;
        this.programme = programme;
    }

    LocalDate day(Instant moment) {
        return LocalDate.ofInstant(moment, programme.zone());
    }

    /** A journey that knows its runs from here on knows all that is shown on that day. */
    static LocalDate since(LocalDate day) {
        return day.minusDays(StreakPlan.LONGEST_WAIT + 2L);
    }

    Streak on(LocalDate day, Journey journey) {
        var plan = plans.book().on(day);
        return on(day, journey, makeUpsLeft(journey.member(), day, plan), plan);
    }

    Streak on(LocalDate day, Lately lately) {
        var plan = plans.book().on(day);
        return on(day, lately.journey(), left(plan, lately.madeUpFrom(beginOfMonth(day))), plan);
    }

    private static Streak on(LocalDate day, Journey journey, int left, StreakPlan plan) {
        var length = journey.going(day).map(Journey.Run::length).orElse(0);
        return new Streak(
                day,
                length,
                journey.has(day),
                journey.longest(),
                left,
                toMakeUp(journey, day, left, plan),
                next(length, plan));
    }

    Optional<MakeUp> toMakeUp(Journey journey, LocalDate day) {
        var plan = plans.book().on(day);
        return toMakeUp(journey, day, makeUpsLeft(journey.member(), day, plan), plan);
    }

    private static Optional<MakeUp> toMakeUp(Journey journey, LocalDate day, int left, StreakPlan plan) {
        return journey.toMakeUp(day, left, plan.makeUpWithin())
                .map(missed -> new MakeUp(missed.day(), missed.length()));
    }

    private int makeUpsLeft(MemberId member, LocalDate day, StreakPlan plan) {
        return plan.makeUps() == 0
                ? 0
                : left(plan, journeys.madeUp(member, beginOfMonth(day)).size());
    }

    private static int left(StreakPlan plan, int used) {
        return Math.max(0, plan.makeUps() - used);
    }

    Instant beginOfMonth(LocalDate day) {
        return day.withDayOfMonth(1).atStartOfDay(programme.zone()).toInstant();
    }

    private static Optional<Next> next(int length, StreakPlan plan) {
        var next = plan.nextAfter(length);
        return next.isEmpty()
                ? Optional.empty()
                : Optional.of(new Next(
                        next.getAsInt(),
                        next.getAsInt() - length,
                        plan.prizeFor(next.getAsInt()).orElseThrow()));
    }
}
