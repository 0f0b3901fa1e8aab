package io.perennial.membership.application;

import static java.util.Comparator.comparingLong;
import static java.util.stream.Collectors.toSet;

import io.perennial.membership.GrowStanding;
import io.perennial.membership.MemberId;
import io.perennial.membership.Programme;
import io.perennial.membership.Standing;
import io.perennial.membership.TiersChanged;
import io.perennial.membership.TiersChanged.Move;
import io.perennial.membership.domain.Position;
import io.perennial.membership.domain.Position.Booking;
import io.perennial.membership.domain.Standings;
import io.perennial.membership.domain.Standings.Locked;
import io.perennial.membership.domain.TierStep;
import io.perennial.membership.domain.Yardstick;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The busiest path of all, so statements are few: one change or a thousand are locked, booked and stored in three. Only when
 * the key of one turns out to be taken, those that were booked before are looked for and left out. A tier that changes
 * costs one more.
 */
@Component
class GrowingStandings implements GrowStanding {

    private final Standings standings;
    private final Programme programme;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    GrowingStandings(Standings standings, Programme programme, ApplicationEventPublisher events, Clock clock) {
        this.standings = standings;
        this.programme = programme;
        this.events = events;
        this.clock = clock;
    }

    @Override
    @Transactional
    public Map<MemberId, Standing> grow(List<Growth> changes) {
        if (changes.isEmpty()) {
            return Map.of();
        }
        var named = new TreeSet<>(changes.stream().map(Growth::member).toList());
        var locked = standings.lock(named);
        if (!locked.positions().keySet().containsAll(named)) {
            throw new IllegalArgumentException("growth is for members only");
        }
        var now = clock.instant();
        var moved = grow(changes, locked, now);
        publishMoves(moved.positions(), locked, now);
        if (!moved.steps().isEmpty()) {
            standings.storeSteps(moved.steps(), now);
        }

        var after = new HashMap<MemberId, Standing>();
        locked.positions().forEach((member, position) -> after.put(member, position.on(locked.ladder())));
        moved.positions().forEach(position -> after.put(position.member(), position.on(locked.ladder())));
        return after;
    }

    private Grown grow(List<Growth> changes, Locked locked, Instant now) {
        var yardstick = new Yardstick(locked.ladder(), programme.zone());
        var grown = Grown.by(changes, Set.of(), locked, yardstick, Set.of(), now);
        var admitted = admitted(grown, locked);
        if (!admitted.isEmpty()) {
            grown = Grown.by(changes, Set.of(), locked, yardstick, admitted, now);
        }
        if (!standings.book(grown.bookings())) {
            grown = Grown.by(changes, standings.booked(changes), locked, yardstick, admitted, now);
            if (!grown.bookings().isEmpty() && !standings.book(grown.bookings())) {
                throw new IllegalStateException("growth was booked although its members are locked");
            }
        }
        if (!grown.positions().isEmpty()) {
            standings.store(grown.positions());
        }
        return grown;
    }

    /** Who reaches the highest tier just now and finds a place there: those who wait already come first, by night. */
    private Set<MemberId> admitted(Grown grown, Locked locked) {
        var limited = locked.ladder().limited();
        if (limited.isEmpty()) {
            return Set.of();
        }
        var reaching = grown.positions().stream()
                .filter(position -> position.term().waitingSince() != null
                        && position(locked, position.member()).term().waitingSince() == null)
                .sorted(comparingLong(Position::growth).reversed().thenComparing(Position::member))
                .map(Position::member)
                .toList();
        if (reaching.isEmpty()) {
            return Set.of();
        }
        var free = standings.freePlaces(limited.get());
        return free == 0 || standings.someoneWaits()
                ? Set.of()
                : reaching.stream().limit(free).collect(toSet());
    }

    /** Where members are after their changes, each key counted once. */
    private record Grown(Collection<Position> positions, List<Booking> bookings, List<TierStep> steps) {

        static Grown by(
                List<Growth> changes,
                Set<Growth> booked,
                Locked locked,
                Yardstick yardstick,
                Set<MemberId> admitted,
                Instant now) {
            var seen = new HashSet<Key>();
            booked.forEach(change -> seen.add(Key.of(change)));
            var positions = new LinkedHashMap<MemberId, Position>();
            var bookings = new ArrayList<Booking>();
            var steps = new ArrayList<TierStep>();
            for (var change : changes) {
                if (seen.add(Key.of(change))) {
                    var before = positions.getOrDefault(change.member(), position(locked, change.member()));
                    var step = before.grow(change, yardstick, admitted.contains(change.member()), now);
                    positions.put(change.member(), step.position());
                    bookings.addAll(step.bookings());
                    move(before, step.position()).ifPresent(move -> steps.add(new TierStep(move, change.happenedAt())));
                }
            }
            return new Grown(positions.values(), bookings, steps);
        }
    }

    private record Key(MemberId member, String key) {
        static Key of(Growth change) {
            return new Key(change.member(), change.key());
        }
    }

    private void publishMoves(Collection<Position> positions, Locked locked, Instant now) {
        var moves = new ArrayList<Move>();
        for (var position : positions) {
            move(position(locked, position.member()), position).ifPresent(moves::add);
        }
        if (!moves.isEmpty()) {
            events.publishEvent(new TiersChanged(moves, now));
        }
    }

    private static Optional<Move> move(Position before, Position after) {
        return before.tier().equals(after.tier())
                ? Optional.empty()
                : Optional.of(new Move(
                        after.member(), before.tier().code(), after.tier().code(), after.growth()));
    }

    private static Position position(Locked locked, MemberId member) {
        var position = locked.positions().get(member);
        if (position == null) {
            throw new IllegalStateException("not locked: " + member);
        }
        return position;
    }
}
