package io.perennial.points.application;

import io.perennial.membership.MemberId;
import io.perennial.points.ReadStreak;
import io.perennial.points.StreakPlan;
import io.perennial.points.domain.Journeys;
import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.springframework.stereotype.Component;

@Component
class ReadingStreak implements ReadStreak {

    private static final int MOST_DAYS = 62;
    private static final int MOST_LATELY = StreakPlan.LONGEST_WAIT;

    private final Journeys journeys;
    private final Streaks streaks;
    private final Clock clock;

    ReadingStreak(Journeys journeys, Streaks streaks, Clock clock) {
        this.journeys = journeys;
        this.streaks = streaks;
        this.clock = clock;
    }

    @Override
    public Streak of(MemberId member) {
        var today = streaks.day(clock.instant());
        return streaks.on(today, journeys.read(member, Streaks.since(today)));
    }

    @Override
    public Lately lately(MemberId member, int days) {
        if (days < 1 || days > MOST_LATELY) {
            throw new IllegalArgumentException("1 to " + MOST_LATELY + " days");
        }
        var today = streaks.day(clock.instant());
        var lately = journeys.lately(member, Streaks.since(today), streaks.beginOfMonth(today));
        return new Lately(streaks.on(today, lately), lately.days(today.minusDays(days - 1L), today));
    }

    @Override
    public Days days(MemberId member, LocalDate first, LocalDate last) {
        if (ChronoUnit.DAYS.between(first, last) >= MOST_DAYS) {
            throw new IllegalArgumentException("at most " + MOST_DAYS + " days");
        }
        return journeys.days(member, first, last);
    }
}
