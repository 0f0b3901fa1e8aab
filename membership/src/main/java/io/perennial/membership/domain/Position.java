package io.perennial.membership.domain;

import static java.util.Comparator.naturalOrder;

import io.perennial.membership.GrowStanding.Growth;
import io.perennial.membership.Ladder;
import io.perennial.membership.MemberId;
import io.perennial.membership.Standing;
import io.perennial.membership.Tier;
import io.perennial.membership.TierFloor;
import io.perennial.membership.domain.Term.Grace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where a member is on the ladder, how many changes of growth led there, and the period in which the tier is held.
 *
 * @param lastSeq number of the member's last change of growth, 0 before the first
 */
public record Position(MemberId member, long growth, Tier tier, Instant tierSince, long lastSeq, Term term) {

    /** Days that a member who was never told of the fall has in addition to the days of notice. */
    public static final int DAYS_TO_TELL = 30;

    /**
     * A change of growth as it is kept.
     *
     * @param amount what was really added or taken, which is less than asked where growth would have fallen below zero
     */
    public record Booking(
            MemberId member,
            long seq,
            long amount,
            long growthAfter,
            String key,
            Instant happenedAt,
            Instant bookedAt) {}

    /** The position afterwards, and what was booked on the way, in this order. */
    public record Step(Position position, List<Booking> bookings) {}

    /** What happened to a member whose date was due. */
    public enum Verdict {
        BEGUN,
        RENEWED,
        GRACE,
        PROLONGED,
        FALLEN,
        UNPROTECTED
    }

    public record Judged(Step step, List<Verdict> verdicts) {}

    /**
     * Growth stays at zero or above. A tier rises as soon as its entry line is reached, and never falls here; a period that has
     * ended is settled first, and one that ended short of its line is renewed as soon as the line is reached.
     *
     * @param admitted whether there is a place for this member on the highest tier, where its places are limited
     */
    public Step grow(Growth change, Yardstick yardstick, boolean admitted, Instant now) {
        var passage = new Passage(this, yardstick, now);
        passage.pass(false);
        passage.add(change, admitted);
        passage.reachLineInGrace();
        return passage.step();
    }

    /** What the date that is due brings; at most one step down, and afterwards a date that is still to come. */
    public Judged judge(Yardstick yardstick, Instant now) {
        var passage = new Passage(this, yardstick, now);
        passage.pass(true);
        return new Judged(passage.step(), List.copyOf(passage.verdicts));
    }

    /** Onto the highest tier, where a place has become free. */
    public Position placed(Tier top, Yardstick yardstick, Instant now) {
        return entered(top, yardstick, now);
    }

    private Position entered(Tier reached, Yardstick yardstick, Instant now) {
        var carried = yardstick.carried(growth, reached.entryLine(), reached.retentionLine());
        var term = Term.begin(now, yardstick.endOfTierReached(now), growth - carried, term().floor());
        return new Position(member, growth, reached, reached.equals(tier) ? tierSince : now, lastSeq, term);
    }

    /** Onto a tier, or protected on one, by hand; a tier that was given for a while ends with its protection. */
    public Position protectedBy(TierFloor floor, Tier tier, Yardstick yardstick, Instant now) {
        if (this.tier.reaches(tier)) {
            return with(term.protectedBy(floor));
        }
        var end = yardstick.tiersEnd()
                ? floor.until().orElseGet(() -> yardstick.endOfTierReached(now))
                : floor.until().orElse(null);
        return new Position(
                member,
                growth,
                tier,
                now,
                lastSeq,
                Term.begin(now, end, growth, floor).given(true));
    }

    /**
     * With all that the other one had: the better of the two steps for as long as it is held, and the growth of both, which
     * may reach a higher one at once. Nobody falls by it.
     *
     * @param key of the growth that is added
     */
    public Step joined(Position other, String key, Yardstick yardstick, Instant now) {
        var better = other.isBetterThan(this) ? other : this;
        var begun = new Position(
                member,
                growth,
                better.tier,
                better.tierSince,
                lastSeq,
                new Term(
                        better.term.start(),
                        better.term.end(),
                        better.term.given(),
                        Math.addExact(term.base(), other.term.base()),
                        better.term.grace(),
                        better.term.toldAt(),
                        stronger(term.floor(), other.term.floor(), yardstick),
                        better.term.waitingSince() == null
                                ? null
                                : Stream.of(term.waitingSince(), other.term.waitingSince())
                                        .flatMap(Stream::ofNullable)
                                        .min(naturalOrder())
                                        .orElse(null)));
        return begun.grow(new Growth(member, other.growth, key, now), yardstick, false, now);
    }

    private boolean isBetterThan(Position other) {
        if (tier.rank() != other.tier.rank()) {
            return tier.rank() > other.tier.rank();
        }
        var end = term.end();
        var otherEnd = other.term.end();
        return otherEnd != null && (end == null || end.isAfter(otherEnd));
    }

    private static @Nullable TierFloor stronger(
            @Nullable TierFloor one, @Nullable TierFloor other, Yardstick yardstick) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        var rank = Comparator.comparing((TierFloor floor) ->
                yardstick.ladder().find(floor.tier()).map(Tier::rank).orElse(0));
        var lasting = Comparator.comparing((TierFloor floor) -> floor.until().orElse(Instant.MAX));
        return rank.thenComparing(lasting).compare(other, one) > 0 ? other : one;
    }

    /**
     * On the step on which this member was before it was joined, with what was grown since. What staff have held since stays.
     *
     * @param joinedFloor what protected the tier right after the joining
     */
    public Step parted(
            Position before,
            @Nullable TierFloor joinedFloor,
            long grownSince,
            String key,
            Yardstick yardstick,
            Instant now) {
        var mine = new Booking(member, lastSeq + 1, before.growth - growth, before.growth, key, now, now);
        var own = new Position(member, before.growth, before.tier, before.tierSince, lastSeq + 1, before.term);
        var floor = term.floor();
        if (!Objects.equals(floor, joinedFloor)) {
            own = own.with(own.term.protectedBy(floor));
            var held =
                    Optional.ofNullable(floor).flatMap(by -> yardstick.ladder().find(by.tier()));
            if (floor != null && held.isPresent()) {
                own = own.protectedBy(floor, held.get(), yardstick, now);
            }
        }
        if (grownSince == 0) {
            return new Step(own, List.of(mine));
        }
        var grown = own.grow(new Growth(member, grownSince, key + ":since", now), yardstick, false, now);
        var bookings = new ArrayList<>(List.of(mine));
        bookings.addAll(grown.bookings());
        return new Step(grown.position(), bookings);
    }

    /** Without anything, on the lowest step, as one who went into another member. */
    public Step emptied(String key, Yardstick yardstick, Instant now) {
        var lowest = yardstick.ladder().lowest();
        var end = yardstick.endOfPeriod(now);
        return new Step(
                new Position(member, 0, lowest, now, lastSeq + 1, Term.begin(now, end, 0, null)),
                List.of(new Booking(member, lastSeq + 1, -growth, 0, key, now, now)));
    }

    /** Again where it was before it was emptied. */
    public Step restored(Position before, String key, Instant now) {
        var back = new Position(member, before.growth, before.tier, before.tierSince, lastSeq + 1, before.term);
        return new Step(
                back, List.of(new Booking(member, lastSeq + 1, before.growth - growth, before.growth, key, now, now)));
    }

    /** Without protection; a tier that was only given is judged from now on. */
    public Position unprotected(Instant now) {
        var free = term.protectedBy(null);
        return with(free.given() && free.grace() == null ? free.endingAt(now) : free);
    }

    public Position told(Instant at) {
        return with(term.told(at));
    }

    private Position with(Term other) {
        return new Position(member, growth, tier, tierSince, lastSeq, other);
    }

    private Position waiting(@Nullable Instant since) {
        return with(term.waiting(since));
    }

    public Standing on(Ladder ladder) {
        return Standing.on(ladder, member, growth, tier, tierSince, term.on(tier, growth));
    }

    /** One walk through what is due; each step of it has its paragraph in decision 0016. */
    private static final class Passage {

        private Position at;
        private final Yardstick yardstick;
        private final Instant now;
        private final List<Booking> bookings = new ArrayList<>();
        private final List<Verdict> verdicts = new ArrayList<>();

        Passage(Position begin, Yardstick yardstick, Instant now) {
            at = begin;
            this.yardstick = yardstick;
            this.now = now;
        }

        Step step() {
            return new Step(at, List.copyOf(bookings));
        }

        void pass(boolean mayFall) {
            beginPeriod();
            while (at.term.due().filter(due -> !due.isAfter(now)).isPresent() && next(mayFall)) {
                // each round settles one thing that was due
            }
        }

        /** Members of a ladder whose tiers held for good until now. */
        private void beginPeriod() {
            if (at.term.end() == null && yardstick.tiersEnd()) {
                var end = yardstick.isLowest(at.tier) ? yardstick.endOfPeriod(now) : yardstick.endOfTierReached(now);
                at = at.with(Term.begin(now, end, at.growth, at.term.floor())
                        .given(at.term.given())
                        .waiting(at.term.waitingSince()));
                verdicts.add(Verdict.BEGUN);
            }
        }

        /** @return whether anything changed */
        private boolean next(boolean mayFall) {
            var floor = at.term.floor();
            if (floor != null && floor.until().filter(end -> !end.isAfter(now)).isPresent()) {
                at = at.with(at.term.protectedBy(null));
                verdicts.add(Verdict.UNPROTECTED);
                return true;
            }
            var end = at.term.end();
            if (end == null) {
                return false;
            }
            if (isKept()) {
                renew(end);
                return true;
            }
            var grace = at.term.grace();
            if (grace == null) { // counted from today: whoever is judged late has the whole of it
                at = at.with(at.term.in(
                        new Grace(yardstick.daysAfter(now, yardstick.terms().graceDays()), at.growth, false)));
                verdicts.add(Verdict.GRACE);
                return true;
            }
            if (!mayFall) {
                return false;
            }
            if (!grace.prolonged() && !yardstick.toldInTime(at.term.toldAt(), now)) {
                var longer = yardstick.daysAfter(now, yardstick.terms().noticeDays() + DAYS_TO_TELL);
                at = at.with(at.term.in(new Grace(longer, grace.growth(), true)));
                verdicts.add(Verdict.PROLONGED);
                return true;
            }
            fall(grace);
            return true;
        }

        private long counted() {
            return at.growth - at.term.base();
        }

        private boolean isKept() {
            return yardstick.isLowest(at.tier) || isEarned() || isProtected();
        }

        private boolean isEarned() {
            var holdsForGood = !yardstick.tiersEnd() && !at.term.given();
            return holdsForGood || counted() >= at.tier.retentionLine();
        }

        private boolean isProtected() {
            var floor = at.term.floor();
            return floor != null
                    && yardstick
                            .ladder()
                            .find(floor.tier())
                            .filter(tier -> tier.reaches(at.tier))
                            .isPresent();
        }

        /** The next period begins where this one ended, however late that is noticed, so that dates do not drift. */
        private void renew(Instant end) {
            verdicts.add(Verdict.RENEWED);
            var given = at.term.given() && !isEarned();
            if (!yardstick.tiersEnd()) {
                at = at.with(
                        Term.begin(end, null, 0, at.term.floor()).given(given).waiting(at.term.waitingSince()));
                return;
            }
            var line = at.tier.retentionLine();
            var grace = at.term.grace();
            var carried = grace == null
                    ? yardstick.carried(counted(), line, line)
                    : Math.clamp(counted() - line, 0, Math.max(0, at.growth - grace.growth()));
            settle(yardstick.isLowest(at.tier) ? 0 : carried, end);
            at = at.with(Term.begin(end, yardstick.endOfPeriod(end), 0, at.term.floor())
                    .given(given));
        }

        private void fall(Grace grace) {
            var below = yardstick.ladder().below(at.tier).orElseThrow();
            if (yardstick.tiersEnd()) {
                settle(Math.max(0, at.growth - grace.growth()), now);
            }
            var term = Term.begin(now, yardstick.endOfPeriod(now), 0, at.term.floor());
            at = new Position(at.member, at.growth, below, now, at.lastSeq, term);
            verdicts.add(Verdict.FALLEN);
        }

        private void settle(long carried, Instant happenedAt) {
            if (carried != at.growth) {
                book(carried - at.growth, SETTLEMENT + (at.lastSeq + 1), happenedAt);
            }
        }

        void add(Growth change, boolean admitted) {
            var after = Math.max(0, Math.addExact(at.growth, change.amount()));
            book(after - at.growth, change.key(), change.happenedAt());
            var ladder = yardstick.ladder();
            var reached = admitted ? ladder.reachedBy(after) : ladder.openedBy(after);
            var earnsGiven = at.term.given() && reached.reaches(at.tier) && after >= at.tier.entryLine();
            if (reached.rank() > at.tier.rank() || earnsGiven) {
                at = at.entered(reached, yardstick, now);
            }
            var waits = ladder.limited()
                    .filter(top -> after >= top.entryLine() && top.rank() > at.tier.rank())
                    .isPresent();
            var since = at.term.waitingSince();
            if (waits != (since != null)) {
                at = at.waiting(waits ? now : null);
            }
        }

        void reachLineInGrace() {
            var end = at.term.end();
            if (at.term.grace() != null && end != null && isKept()) {
                renew(end);
                pass(false);
            }
        }

        private void book(long amount, String key, Instant happenedAt) {
            var after = at.growth + amount;
            bookings.add(new Booking(at.member, at.lastSeq + 1, amount, after, key, happenedAt, now));
            at = new Position(at.member, after, at.tier, at.tierSince, at.lastSeq + 1, at.term);
        }
    }

    /** Before the number of a booking that settles a period: no business key begins so. */
    public static final String SETTLEMENT = "settled:";
}
