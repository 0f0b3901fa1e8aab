package io.perennial.points.application;

import io.perennial.membership.MemberId;
import io.perennial.points.ReadStreak;
import io.perennial.points.domain.Journeys;
import java.time.Clock;
import java.time.YearMonth;
import org.springframework.stereotype.Component;

@Component
class ReadingStreak implements ReadStreak {

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
    public Month month(MemberId member, YearMonth month) {
        return journeys.month(member, month.atDay(1), month.atEndOfMonth());
    }
}
