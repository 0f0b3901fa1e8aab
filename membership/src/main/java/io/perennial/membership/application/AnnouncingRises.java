package io.perennial.membership.application;

import io.perennial.membership.AnnounceRise;
import io.perennial.membership.MemberId;
import io.perennial.membership.Standing;
import io.perennial.membership.domain.Standings;
import java.time.Clock;
import org.springframework.stereotype.Component;

@Component
class AnnouncingRises implements AnnounceRise {

    private final Standings standings;
    private final Clock clock;

    AnnouncingRises(Standings standings, Clock clock) {
        this.standings = standings;
        this.clock = clock;
    }

    @Override
    public boolean isNews(Standing standing) {
        return standing.tier().rank() > 0
                && standing.tierSince().isAfter(clock.instant().minus(FOR))
                && standings
                        .latestChange(standing.member())
                        .filter(latest -> !latest.putAway() && latest.to().equals(standing.tier()))
                        .filter(latest -> latest.to().rank() > latest.from().rank())
                        .isPresent();
    }

    /** One statement: a transaction around it would cost more than it. */
    @Override
    public void putAway(MemberId member) {
        standings.putAway(member, clock.instant());
    }
}
