package io.perennial.membership.application;

import io.perennial.membership.AnnounceFall;
import io.perennial.membership.Standing;
import io.perennial.membership.domain.Standings;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.springframework.stereotype.Component;

@Component
class AnnouncingFalls implements AnnounceFall {

    private final Standings standings;
    private final Clock clock;

    AnnouncingFalls(Standings standings, Clock clock) {
        this.standings = standings;
        this.clock = clock;
    }

    /** One statement at most, and nearly always none: a transaction around it would cost more than it. */
    @Override
    public void shown(Standing standing) {
        var tenure = standing.tenure();
        var now = clock.instant();
        var soon = tenure.isInGrace()
                || tenure.until()
                        .filter(end -> !end.minus(DAYS_AHEAD, ChronoUnit.DAYS).isAfter(now))
                        .isPresent();
        if (soon && tenure.missing() > 0 && !tenure.told()) {
            standings.told(standing.member(), now);
        }
    }
}
