package io.perennial.membership.application;

import static java.util.Comparator.comparingLong;

import io.perennial.membership.LadderTerms.Period;
import io.perennial.membership.MemberId;
import io.perennial.membership.Programme;
import io.perennial.membership.RunTransactions;
import io.perennial.membership.SettleTiers;
import io.perennial.membership.TiersChanged;
import io.perennial.membership.TiersChanged.Move;
import io.perennial.membership.domain.Ladders;
import io.perennial.membership.domain.Position;
import io.perennial.membership.domain.Position.Booking;
import io.perennial.membership.domain.Position.Verdict;
import io.perennial.membership.domain.Standings;
import io.perennial.membership.domain.Standings.Due;
import io.perennial.membership.domain.TierStep;
import io.perennial.membership.domain.Yardstick;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

@Component
class SettlingTiers implements SettleTiers {

    /** Members of one transaction: as long as it runs, they wait. */
    private static final int CHUNK = 500;

    private final RunTransactions transactions;
    private final Standings standings;
    private final Ladders ladders;
    private final PublishingLadder publishing;
    private final Programme programme;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    SettlingTiers(
            RunTransactions transactions,
            Standings standings,
            Ladders ladders,
            PublishingLadder publishing,
            Programme programme,
            ApplicationEventPublisher events,
            Clock clock) {
        this.transactions = transactions;
        this.standings = standings;
        this.ladders = ladders;
        this.publishing = publishing;
        this.programme = programme;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public Sweep settle() {
        transactions.runAlone(() -> publishing.enforceAnnounced(clock.instant()));
        return beginPeriods().plus(judgeThoseDue()).plus(givePlaces());
    }

    /** Needed once, after tiers that held for good got an end. */
    private Sweep beginPeriods() {
        var total = Sweep.NOTHING;
        var yardstick = yardstick();
        if (yardstick.terms().period() == Period.UNLIMITED) {
            return total;
        }
        var after = Optional.<MemberId>empty();
        while (true) {
            var members = standings.withoutPeriod(after, CHUNK);
            if (members.isEmpty()) {
                return total;
            }
            total = total.plus(transactions.runAlone(() -> judge(members)));
            after = Optional.of(members.getLast());
        }
    }

    private Sweep judgeThoseDue() {
        var total = Sweep.NOTHING;
        var asOf = clock.instant();
        var after = Optional.<Due>empty();
        while (true) {
            var due = standings.due(after, asOf, CHUNK);
            if (due.isEmpty()) {
                return total;
            }
            total = total.plus(transactions.runAlone(
                    () -> judge(due.stream().map(Due::member).toList())));
            after = Optional.of(due.getLast());
        }
    }

    /** Whoever grew, or was settled by another instance, meanwhile is judged as they are now. */
    private Sweep judge(Collection<MemberId> members) {
        var now = clock.instant();
        var locked = standings.lock(new TreeSet<>(members));
        var yardstick = new Yardstick(locked.ladder(), programme.zone());
        var counts = new EnumMap<Verdict, Long>(Verdict.class);
        var moved = new Moved();
        for (var before : locked.positions().values()) {
            var judged = before.judge(yardstick, now);
            judged.verdicts().forEach(verdict -> counts.merge(verdict, 1L, Long::sum));
            moved.add(before, judged.step().position(), judged.step().bookings());
        }
        store(moved, now);
        return new Sweep(
                counts.getOrDefault(Verdict.RENEWED, 0L),
                counts.getOrDefault(Verdict.GRACE, 0L),
                counts.getOrDefault(Verdict.PROLONGED, 0L),
                counts.getOrDefault(Verdict.FALLEN, 0L),
                0);
    }

    private Sweep givePlaces() {
        var total = Sweep.NOTHING;
        while (true) {
            var limited = ladders.current().ladder().limited();
            var first = standings.firstInLine(CHUNK);
            if (limited.isEmpty() || first.isEmpty()) {
                return total;
            }
            var placed = transactions.runAlone(() -> place(first));
            if (placed.placed() == 0) {
                return total;
            }
            total = total.plus(placed);
        }
    }

    private Sweep place(List<MemberId> first) {
        var now = clock.instant();
        var locked = standings.lock(new TreeSet<>(first));
        var yardstick = new Yardstick(locked.ladder(), programme.zone());
        var limited = locked.ladder().limited();
        if (limited.isEmpty()) {
            return Sweep.NOTHING;
        }
        var top = limited.get();
        var free = standings.freePlaces(top);
        var moved = new Moved();
        locked.positions().values().stream()
                .filter(position -> position.term().waitingSince() != null)
                .sorted(comparingLong(Position::growth)
                        .reversed()
                        .thenComparing(position ->
                                Objects.requireNonNull(position.term().waitingSince()))
                        .thenComparing(Position::member))
                .limit(free)
                .forEach(position -> moved.add(position, position.placed(top, yardstick, now), List.of()));
        store(moved, now);
        return new Sweep(0, 0, 0, 0, moved.positions.size());
    }

    private void store(Moved moved, Instant now) {
        if (!moved.bookings.isEmpty() && !standings.book(moved.bookings)) {
            throw new IllegalStateException("a period was settled although its member is locked");
        }
        if (!moved.positions.isEmpty()) {
            standings.store(moved.positions);
        }
        if (!moved.moves.isEmpty()) {
            standings.storeSteps(
                    moved.moves.stream().map(move -> new TierStep(move, now)).toList(), now);
            events.publishEvent(new TiersChanged(List.copyOf(moved.moves), now));
        }
    }

    private Yardstick yardstick() {
        return new Yardstick(ladders.current().ladder(), programme.zone());
    }

    /** What a chunk has to store. */
    private static final class Moved {

        private final List<Position> positions = new ArrayList<>();
        private final List<Booking> bookings = new ArrayList<>();
        private final List<Move> moves = new ArrayList<>();

        void add(Position before, Position after, List<Booking> booked) {
            if (!before.equals(after)) {
                positions.add(after);
                bookings.addAll(booked);
            }
            if (!before.tier().equals(after.tier())) {
                moves.add(new Move(
                        after.member(), before.tier().code(), after.tier().code(), after.growth()));
            }
        }
    }
}
