package io.perennial.membership.application;

import io.perennial.membership.Belongings.Move;
import io.perennial.membership.MemberId;
import io.perennial.membership.Programme;
import io.perennial.membership.Standing;
import io.perennial.membership.TiersChanged;
import io.perennial.membership.domain.Before;
import io.perennial.membership.domain.Before.Stood;
import io.perennial.membership.domain.Position;
import io.perennial.membership.domain.Position.Step;
import io.perennial.membership.domain.Standings;
import io.perennial.membership.domain.Standings.Locked;
import io.perennial.membership.domain.TierStep;
import io.perennial.membership.domain.Yardstick;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Growth and tiers of two members who become one, and who become two again. */
@Component
class JoiningStandings {

    private static final String MERGED = "merge:";
    private static final String PARTED = "unmerge:";

    private final Standings standings;
    private final Programme programme;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    JoiningStandings(Standings standings, Programme programme, ApplicationEventPublisher events, Clock clock) {
        this.standings = standings;
        this.programme = programme;
        this.events = events;
        this.clock = clock;
    }

    /** @param lastSeq number of the survivor's last change of growth */
    record Joined(Stood merged, Stood survivor, Stood after, long lastSeq) {}

    Joined join(Move move) {
        var locked = standings.lock(List.of(move.from(), move.to()));
        var yardstick = new Yardstick(locked.ladder(), programme.zone());
        var merged = position(locked, move.from());
        var survivor = position(locked, move.to());
        var key = MERGED + move.merge();
        var joined = survivor.joined(merged, key, yardstick, move.at());
        store(merged, merged.emptied(key, yardstick, move.at()), move.at(), false);
        store(survivor, joined, move.at(), true);
        return new Joined(
                Stood.of(merged),
                Stood.of(survivor),
                Stood.of(joined.position()),
                joined.position().lastSeq());
    }

    void part(Move move, Before before) {
        var locked = standings.lock(List.of(move.from(), move.to()));
        var yardstick = new Yardstick(locked.ladder(), programme.zone());
        var merged = position(locked, move.from());
        var survivor = position(locked, move.to());
        var key = PARTED + move.merge();
        var back = before.merged().stood().position(move.from(), merged.lastSeq(), locked.ladder());
        store(merged, merged.restored(back, key, move.at()), move.at(), false);
        var own = before.survivor().stood().position(move.to(), survivor.lastSeq(), locked.ladder());
        var since = standings.grownAfter(move.to(), before.lastSeq());
        var parted = survivor.parted(own, before.after().stood().protection(), since, key, yardstick, move.at());
        store(survivor, parted, move.at(), true);
    }

    /** As it would be, without doing it. */
    Optional<Standing> outlook(MemberId merged, MemberId survivor) {
        var one = standings.find(merged);
        var other = standings.find(survivor);
        if (one.isEmpty() || other.isEmpty()) {
            return Optional.empty();
        }
        var ladder = other.get().ladder();
        var joined = other.get()
                .position()
                .joined(one.get().position(), MERGED, new Yardstick(ladder, programme.zone()), clock.instant());
        return Optional.of(joined.position().on(ladder));
    }

    private void store(Position before, Step step, Instant now, boolean isTold) {
        var after = step.position();
        if (!step.bookings().isEmpty() && !standings.book(step.bookings())) {
            throw new IllegalStateException("growth was merged twice: " + after.member());
        }
        standings.store(List.of(after));
        if (isTold && !before.tier().equals(after.tier())) {
            var changed = new TiersChanged.Move(
                    after.member(), before.tier().code(), after.tier().code(), after.growth());
            standings.storeSteps(new ArrayList<>(List.of(new TierStep(changed, now))), now);
            events.publishEvent(new TiersChanged(List.of(changed), now));
        }
    }

    private static Position position(Locked locked, MemberId member) {
        return Objects.requireNonNull(locked.positions().get(member));
    }
}
