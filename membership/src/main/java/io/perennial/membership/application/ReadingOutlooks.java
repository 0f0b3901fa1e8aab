package io.perennial.membership.application;

import io.perennial.membership.GrowStanding.Growth;
import io.perennial.membership.MemberId;
import io.perennial.membership.Programme;
import io.perennial.membership.ReadMember;
import io.perennial.membership.ReadOutlook;
import io.perennial.membership.Tier;
import io.perennial.membership.domain.Position;
import io.perennial.membership.domain.Standings;
import io.perennial.membership.domain.Yardstick;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.springframework.stereotype.Component;

@Component
class ReadingOutlooks implements ReadOutlook {

    /** Below it a pace would be guessed from a purchase or two. */
    private static final int FEWEST_DAYS = 30;

    private final Standings standings;
    private final ReadMember members;
    private final Programme programme;
    private final Clock clock;

    ReadingOutlooks(Standings standings, ReadMember members, Programme programme, Clock clock) {
        this.standings = standings;
        this.members = members;
        this.programme = programme;
        this.clock = clock;
    }

    @Override
    public Optional<Outlook> of(MemberId member) {
        return with(member, 0);
    }

    @Override
    public Optional<Outlook> with(MemberId member, long more) {
        return standings.find(member).map(found -> {
            var now = clock.instant();
            var yardstick = new Yardstick(found.ladder(), programme.zone());
            var position = more == 0
                    ? found.position()
                    : found.position()
                            .grow(new Growth(member, more, "what if", now), yardstick, true, now)
                            .position();
            var since = now.minus(PACE_DAYS, ChronoUnit.DAYS);
            var grown = standings.grownSince(member, since) + more;
            return outlook(position, yardstick, grown, days(member, since, now), now);
        });
    }

    private long days(MemberId member, Instant since, Instant now) {
        var enrolled = members.find(member).map(ReadMember.Profile::enrolledAt).orElse(since);
        var from = enrolled.isAfter(since) ? enrolled : since;
        return Math.max(FEWEST_DAYS, Duration.between(from, now).toDays());
    }

    private static Outlook outlook(Position position, Yardstick yardstick, long grown, long days, Instant now) {
        var ladder = yardstick.ladder();
        var standing = position.on(ladder);
        var tenure = standing.tenure();
        var until = tenure.graceUntil().or(tenure::until);
        var left = until.map(end -> Math.max(0, Duration.between(now, end).toDays()))
                .orElse(0L);
        var gain = Math.max(0, grown) * left / days;
        var growth = position.growth() + gain;
        return new Outlook(standing, grown, growth, projected(position, yardstick, growth, gain));
    }

    private static Tier projected(Position position, Yardstick yardstick, long growth, long gain) {
        var ladder = yardstick.ladder();
        var reached = ladder.reachedBy(growth);
        if (reached.rank() > position.tier().rank()) {
            return reached;
        }
        var tenure = position.on(ladder).tenure();
        var isKept = tenure.until().isEmpty()
                || tenure.counted() + gain >= tenure.line()
                || tenure.floor()
                        .flatMap(floor -> ladder.find(floor.tier()))
                        .filter(tier -> tier.reaches(position.tier()))
                        .isPresent();
        return isKept ? position.tier() : ladder.below(position.tier()).orElse(position.tier());
    }
}
