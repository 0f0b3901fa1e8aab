package io.perennial.points.domain;

import static io.perennial.points.domain.Lot.SOONEST_FIRST;
import static java.util.stream.Collectors.toSet;

import io.perennial.membership.MemberId;
import io.perennial.points.EntryKind;
import io.perennial.points.Points;
import io.perennial.points.PointsPolicy.Refunds;
import io.perennial.points.Why;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A member's account while it is locked. Each method answers with what happened, for the use case to store.
 *
 * <p>Lots have to be handed in before anything is debited or given back, and what waits before a refund or a release; earning
 * needs none of them. Whoever debits lets expire first, so that points whose time is over are never used. What an account
 * owes is repaid first by whatever comes in.
 */
public final class PointsAccount {

    private final MemberId member;
    private final Function<Why, String> asStored;
    private final Map<Long, Lot> lots = new HashMap<>();
    private final Map<Long, Waiting> waiting = new HashMap<>();
    private final boolean absorbs;
    private Position position;

    /** @param asStored a reason as the text that is stored, which is what the hash covers */
    public PointsAccount(MemberId member, Position position, Function<Why, String> asStored) {
        this(member, position, asStored, false);
    }

    /** @param absorbs whether accounts of other members went into this one */
    public PointsAccount(MemberId member, Position position, Function<Why, String> asStored, boolean absorbs) {
        this.absorbs = absorbs;
        this.member = member;
        this.position = position;
        this.asStored = asStored;
    }

    public MemberId member() {
        return member;
    }

    public boolean absorbs() {
        return absorbs;
    }

    public Points balance() {
        return position.balance();
    }

    /** What waits, whether or not its time has come. */
    public Points pending() {
        return position.pending();
    }

    public Points owed() {
        return position.owed();
    }

    public long lastSequence() {
        return position.sequence();
    }

    public Position position() {
        return position;
    }

    /** Hands stored lots in; those that this account knows already are left as they are. */
    public void hold(Collection<Lot> stored) {
        stored.forEach(lot -> lots.putIfAbsent(lot.sequence(), lot));
    }

    /** Hands in what waits, likewise. */
    public void holdWaiting(Collection<Waiting> stored) {
        stored.forEach(part -> waiting.putIfAbsent(part.sequence(), part));
    }

    public Booking earn(Occasion occasion, Why why, Points points, long growth, Instant expiresAt) {
        return credit(EntryKind.EARNED, occasion, why, points, growth, expiresAt);
    }

    /** Points for something else than an activity; each kind of entry that brings points in. */
    public Booking credit(EntryKind kind, Occasion occasion, Why why, Points points, long growth, Instant expiresAt) {
        return open(enter(kind, occasion, points.value(), 0, growth, null, why), points, null, expiresAt);
    }

    /**
     * What staff give or take: a gift opens a lot, and what is taken comes from what expires first. Beyond the balance it is
     * owed; whoever does not want that asks for no more than there is.
     */
    public Booking adjust(Occasion occasion, Why.Adjusted why, long points, long growth, Instant expiresAt) {
        if (points >= 0) {
            return credit(EntryKind.ADJUSTED, occasion, why, Points.of(points), growth, expiresAt);
        }
        var allocations = draw(usable(occasion.bookedAt()), Points.of(-points).atMost(balance()));
        var entry = enter(EntryKind.ADJUSTED, occasion, points, 0, growth, null, why)
                .entry();
        return booking(entry, null, allocations);
    }

    /** What expired and comes back, as a lot of its own. */
    public Booking reinstate(Occasion occasion, Why.Reinstated why, Points points, long expiry, Instant expiresAt) {
        return open(enter(EntryKind.REINSTATED, occasion, points.value(), 0, 0, expiry, why), points, null, expiresAt);
    }

    /** What is earned and waits; growth counts at once. */
    public Booking promise(Occasion occasion, Why why, Points points, long growth, Instant availableAt) {
        return promise(EntryKind.EARNED, occasion, why, points, growth, availableAt);
    }

    private Booking promise(
            EntryKind kind, Occasion occasion, Why why, Points points, long growth, Instant availableAt) {
        if (points.isNone()) {
            throw new IllegalArgumentException("nothing cannot wait");
        }
        var entered = enter(kind, occasion, 0, points.value(), growth, null, why);
        var part = new Waiting(entered.entry().sequence(), points, points, availableAt);
        waiting.put(part.sequence(), part);
        return new Booking(entered.entry(), position, null, part, List.of(), List.of());
    }

    /**
     * Releases what has become available of the parts at hand: each its own entry, and a lot that lives from that moment.
     *
     * @param expiryOf when points expire that become available at a moment
     */
    public List<Booking> release(Instant now, UnaryOperator<Instant> expiryOf) {
        var bookings = new ArrayList<Booking>();
        var available = waiting.values().stream()
                .filter(part -> part.isOpen() && part.isAvailableBy(now))
                .sorted(Comparator.comparing(Waiting::availableAt).thenComparingLong(Waiting::sequence))
                .toList();
        for (var part : available) {
            var points = part.remaining();
            var occasion = new Occasion("release:" + part.sequence(), null, part.availableAt(), now);
            var entered = enter(
                    EntryKind.RELEASED,
                    occasion,
                    points.value(),
                    -points.value(),
                    0,
                    part.sequence(),
                    new Why.Released(part.sequence()));
            var opened = open(entered, points, part.sequence(), expiryOf.apply(part.availableAt()));
            bookings.add(new Booking(
                    opened.entry(),
                    opened.after(),
                    opened.opened(),
                    null,
                    opened.allocations(),
                    List.of(shorten(part, points))));
        }
        return bookings;
    }

    /** Expires what is over of the lots at hand, with one entry for each instant of expiry. */
    public List<Booking> expire(Instant now, ExpiryPolicy policy) {
        var over = new TreeMap<Instant, List<Lot>>();
        for (var lot : soonestFirst()) {
            if (lot.hasExpiredBy(now)) {
                over.computeIfAbsent(lot.expiresAt(), instant -> new ArrayList<>())
                        .add(lot);
            }
        }
        var bookings = new ArrayList<Booking>();
        over.forEach((expiry, expired) -> {
            var points = sum(expired);
            // Not the lot's number: when a clock was put back, a lot can expire at one instant twice.
            var occasion = new Occasion("expiry:%s:%d".formatted(expiry, lastSequence() + 1), null, expiry, now);
            var why = new Why.Expired(policy.lastDay(expiry));
            var allocations = draw(expired, points);
            var entry = enter(EntryKind.EXPIRED, occasion, -points.value(), 0, 0, null, why)
                    .entry();
            bookings.add(booking(entry, null, allocations));
        });
        return bookings;
    }

    /** @throws IllegalArgumentException when the balance does not cover it */
    public Booking spend(Occasion occasion, Why.Spent why, Points points) {
        return debit(EntryKind.SPENT, occasion, why, points);
    }

    /**
     * Takes points off for something else than a reward; each kind of entry that does, from what expires first.
     *
     * @throws IllegalArgumentException when the balance does not cover it
     */
    public Booking debit(EntryKind kind, Occasion occasion, Why why, Points points) {
        if (points.isNone() || !balance().covers(points)) {
            throw new IllegalArgumentException("only what is there can be taken");
        }
        var allocations = draw(usable(occasion.bookedAt()), points);
        return booking(enter(kind, occasion, -points.value(), 0, 0, null, why).entry(), null, allocations);
    }

    /**
     * Takes back what is claimed: of what the purchase itself has waiting, then as far as the policy reaches from its own lots,
     * then from others, then as a debt. The rest is waived.
     */
    public Booking takeBack(Occasion occasion, Claim claim, Refunds policy) {
        var shortenings = new ArrayList<Shortening>();
        var due = Points.of(claim.points());
        for (var part : waitingOf(claim)) {
            var taken = due.atMost(part.remaining());
            if (!taken.isNone()) {
                shortenings.add(shorten(part, taken));
                due = due.minus(taken);
            }
        }
        var waited = claim.points() - due.value();
        var taken = policy == Refunds.ONLY_PENDING ? Points.NONE : due.atMost(balance());
        var owing = policy == Refunds.OVERDRAFT ? due.minus(taken) : Points.NONE;
        var order = new ArrayList<Lot>();
        var others = new ArrayList<Lot>();
        for (var lot : usable(occasion.bookedAt())) {
            (claim.lots().contains(lot.sequence()) ? order : others).add(lot);
        }
        order.addAll(others);
        var allocations = draw(order, taken);
        var why = new Why.TakenBack(
                claim.purchase(),
                claim.amount().getAmount(),
                claim.amount().getCurrencyUnit().getCode(),
                claim.points(),
                due.minus(taken).minus(owing).value(),
                claim.growth(),
                waited,
                owing.value(),
                claim.rules());
        var entered = enter(
                EntryKind.TAKEN_BACK,
                occasion,
                -taken.plus(owing).value(),
                -waited,
                -claim.growth(),
                claim.reverses(),
                why);
        return new Booking(entered.entry(), position, null, null, allocations, shortenings);
    }

    /** What the purchase itself has waiting, in the order in which it was earned. */
    private List<Waiting> waitingOf(Claim claim) {
        var atHand = waiting.values().stream().map(Waiting::remaining).reduce(Points.NONE, Points::plus);
        if (!claim.lots().isEmpty() && !atHand.equals(pending())) {
            throw new IllegalStateException(
                    "of %s points of %s that wait, %s are at hand".formatted(pending(), member, atHand));
        }
        return waiting.values().stream()
                .filter(part -> part.isOpen() && claim.lots().contains(part.sequence()))
                .sorted(Comparator.comparingLong(Waiting::sequence))
                .toList();
    }

    /**
     * Gives a spending back to the lots it came from, which then live at least the policy's minimum.
     *
     * @param taken what the spending drew, by lot; all these lots have to be at hand
     */
    public Booking giveBack(
            Occasion occasion, long spending, Map<Long, Points> taken, Why.GivenBack why, ExpiryPolicy policy) {
        return refill(
                EntryKind.GIVEN_BACK,
                occasion,
                spending,
                taken,
                why,
                expiresAt -> policy.prolonged(expiresAt, occasion.bookedAt()));
    }

    /** Takes in what was handed to another account and came back: into the lots that it came from, which live no longer for it. */
    public Booking takeIn(Occasion occasion, long sending, Map<Long, Points> taken, Why.SentBack why) {
        return refill(EntryKind.RECEIVED, occasion, sending, taken, why, expiresAt -> expiresAt);
    }

    private Booking refill(
            EntryKind kind,
            Occasion occasion,
            long reverses,
            Map<Long, Points> taken,
            Why why,
            UnaryOperator<Instant> expiryOf) {
        var allocations = new ArrayList<Allocation>();
        var points = Points.NONE;
        var repaying = owed();
        for (var each : new TreeMap<>(taken).entrySet()) {
            var lot = lots.get(each.getKey());
            if (lot == null) {
                throw new IllegalStateException("lot " + each.getKey() + " of " + member + " is missing");
            }
            var kept = each.getValue().minus(each.getValue().atMost(repaying));
            repaying = repaying.minus(each.getValue().atMost(repaying));
            var filled = lot.with(kept, expiryOf.apply(lot.expiresAt()));
            lots.put(filled.sequence(), filled);
            allocations.add(new Allocation(filled, kept.value()));
            points = points.plus(each.getValue());
        }
        var entry = enter(kind, occasion, points.value(), 0, 0, reverses, why).entry();
        return booking(entry, null, allocations);
    }

    /** Whether these lots are at hand and hold all that they began with, and are not over. */
    public boolean hasWhole(Set<Long> sequences, Instant now) {
        return sequences.stream().allMatch(sequence -> {
            var lot = lots.get(sequence);
            return lot != null && lot.remaining().equals(lot.original()) && !lot.hasExpiredBy(now);
        });
    }

    /** Hands what is left of these lots to another account. */
    public Booking hand(Occasion occasion, Set<Long> sequences, Why why) {
        var open = usable(occasion.bookedAt()).stream()
                .filter(lot -> sequences.contains(lot.sequence()))
                .toList();
        var points = sum(open);
        if (points.isNone()) {
            throw new IllegalArgumentException("only what is there can be handed on");
        }
        var allocations = draw(open, points);
        var entry = enter(EntryKind.SENT, occasion, -points.value(), 0, 0, null, why)
                .entry();
        return booking(entry, null, allocations);
    }

    /** Hands over all there is and all that waits, to the account that this one goes into; lots and parts have to be at hand. */
    public Booking handOver(Occasion occasion, Why.Merged why) {
        var allocations = draw(usable(occasion.bookedAt()), balance());
        return takeOut(
                occasion,
                why,
                allocations,
                waiting.values().stream().map(Waiting::sequence).collect(toSet()));
    }

    /**
     * Hands back to an account that went into this one: so much, from these lots first, and all that waits of these parts.
     *
     * @param points at most the balance
     */
    public Booking handBack(Occasion occasion, Set<Long> first, Points points, Set<Long> parts, Why.Merged why) {
        var order = new ArrayList<Lot>();
        var others = new ArrayList<Lot>();
        for (var lot : usable(occasion.bookedAt())) {
            (first.contains(lot.sequence()) ? order : others).add(lot);
        }
        order.addAll(others);
        return takeOut(occasion, why, draw(order, points), parts);
    }

    private Booking takeOut(Occasion occasion, Why.Merged why, List<Allocation> allocations, Set<Long> parts) {
        var shortenings = new ArrayList<Shortening>();
        for (var part : waiting.values().stream()
                .filter(each -> each.isOpen() && parts.contains(each.sequence()))
                .sorted(Comparator.comparingLong(Waiting::sequence))
                .toList()) {
            shortenings.add(shorten(part, part.remaining()));
        }
        var points = allocations.stream().mapToLong(Allocation::points).sum();
        var pending = shortenings.stream().mapToLong(Shortening::pending).sum();
        var entry =
                enter(EntryKind.MERGED, occasion, points, pending, 0, null, why).entry();
        return new Booking(entry, position, null, null, allocations, shortenings);
    }

    /** What waits on another account of this member waits here. */
    public Booking takeOverWaiting(Occasion occasion, Points points, Instant availableAt, Why.Merged why) {
        return promise(EntryKind.MERGED, occasion, why, points, 0, availableAt);
    }

    /** Owes what another account of this member owed: what is there pays for it at once. */
    public Booking takeOverDebt(Occasion occasion, Points owed, Why.Merged why) {
        var allocations = draw(usable(occasion.bookedAt()), owed.atMost(balance()));
        var entry = enter(EntryKind.MERGED, occasion, -owed.value(), 0, 0, null, why)
                .entry();
        return booking(entry, null, allocations);
    }

    /** Back into lots and waiting parts that were handed over; all of them have to be at hand. */
    public Booking takeBackIn(
            Occasion occasion,
            Map<Long, Points> back,
            Map<Long, Instant> ends,
            Map<Long, Points> parts,
            Why.Merged why) {
        var reverses = Stream.concat(back.keySet().stream(), parts.keySet().stream())
                .min(Comparator.naturalOrder())
                .orElseThrow();
        var shortenings = new ArrayList<Shortening>();
        new TreeMap<>(parts).forEach((sequence, points) -> {
            var part = waiting.get(sequence);
            if (part == null) {
                throw new IllegalStateException("part " + sequence + " of " + member + " is missing");
            }
            var filled = part.with(points);
            waiting.put(sequence, filled);
            shortenings.add(new Shortening(filled, points.value()));
        });
        var allocations = new ArrayList<Allocation>();
        var points = Points.NONE;
        var repaying = owed();
        for (var each : new TreeMap<>(back).entrySet()) {
            var lot = lots.get(each.getKey());
            if (lot == null) {
                throw new IllegalStateException("lot " + each.getKey() + " of " + member + " is missing");
            }
            var paid = each.getValue().atMost(repaying);
            repaying = repaying.minus(paid);
            var kept = each.getValue().minus(paid);
            var end = ends.getOrDefault(each.getKey(), lot.expiresAt());
            var filled = lot.with(kept, end.isAfter(lot.expiresAt()) ? end : lot.expiresAt());
            lots.put(filled.sequence(), filled);
            allocations.add(new Allocation(filled, kept.value()));
            points = points.plus(each.getValue());
        }
        var pending = parts.values().stream().mapToLong(Points::value).sum();
        var entry = enter(EntryKind.MERGED, occasion, points.value(), pending, 0, reverses, why)
                .entry();
        return new Booking(entry, position, null, null, allocations, shortenings);
    }

    /** What waits at hand that is still open. */
    public List<Waiting> openParts() {
        return waiting.values().stream()
                .filter(Waiting::isOpen)
                .sorted(Comparator.comparingLong(Waiting::sequence))
                .toList();
    }

    /** Open lots at hand, soonest first. */
    public List<Lot> openLots() {
        return soonestFirst();
    }

    public Optional<Lot> lot(long sequence) {
        return Optional.ofNullable(lots.get(sequence));
    }

    public Optional<Waiting> part(long sequence) {
        return Optional.ofNullable(waiting.get(sequence));
    }

    /** What is left of these lots of those at hand. */
    public Points left(Set<Long> sequences, Instant now) {
        return sum(lots.values().stream()
                .filter(lot -> sequences.contains(lot.sequence()) && !lot.hasExpiredBy(now))
                .toList());
    }

    /** An entry, and how much of what was owed it repaid. */
    private record Entered(Entry entry, Points repaid) {}

    private Booking open(Entered entered, Points points, @Nullable Long origin, Instant expiresAt) {
        var entry = entered.entry();
        if (points.isNone()) {
            return booking(entry, null, List.of());
        }
        var sequence = origin == null ? entry.sequence() : origin;
        var lot = new Lot(sequence, points, points.minus(entered.repaid()), expiresAt);
        lots.put(lot.sequence(), lot);
        return booking(
                entry,
                lot,
                entered.repaid().isNone()
                        ? List.of()
                        : List.of(new Allocation(lot, -entered.repaid().value())));
    }

    /** Of what was entered last. */
    private Booking booking(Entry entry, @Nullable Lot opened, List<Allocation> allocations) {
        return new Booking(entry, position, opened, null, allocations, List.of());
    }

    private Shortening shorten(Waiting part, Points taken) {
        var left = part.without(taken);
        waiting.put(left.sequence(), left);
        return new Shortening(left, -taken.value());
    }

    private Entered enter(
            EntryKind kind,
            Occasion occasion,
            long points,
            long pending,
            long growth,
            @Nullable Long reverses,
            Why why) {
        var net = Math.addExact(balance().value() - owed().value(), points);
        var balance = Points.of(Math.max(0, net));
        var owes = Points.of(Math.max(0, -net));
        var waits = Points.of(Math.addExact(pending().value(), pending));
        var sequence = lastSequence() + 1;
        var activity = occasion.activity();
        var rule = Entry.ruleOf(why);
        var hash = new SealedText(
                        member.value(),
                        sequence,
                        kind.name(),
                        points,
                        pending,
                        growth,
                        balance.value(),
                        owes.value(),
                        occasion.key(),
                        activity == null ? null : activity.value(),
                        rule == null ? null : rule.id().value(),
                        rule == null ? null : rule.version(),
                        reverses,
                        occasion.happenedAt(),
                        occasion.bookedAt(),
                        asStored.apply(why))
                .after(position.head());
        var repaid = owes.covers(owed()) ? Points.NONE : owed().minus(owes);
        position = new Position(balance, waits, owes, sequence, hash);
        return new Entered(
                new Entry(
                        member,
                        sequence,
                        kind,
                        points,
                        pending,
                        growth,
                        balance,
                        owes,
                        occasion.key(),
                        activity,
                        reverses,
                        why,
                        occasion.happenedAt(),
                        occasion.bookedAt(),
                        hash),
                repaid);
    }

    private List<Allocation> draw(List<Lot> order, Points points) {
        var allocations = new ArrayList<Allocation>();
        var missing = points;
        for (var lot : order) {
            if (missing.isNone()) {
                break;
            }
            var drawn = missing.atMost(lot.remaining());
            var left = lot.without(drawn);
            lots.put(left.sequence(), left);
            allocations.add(new Allocation(left, -drawn.value()));
            missing = missing.minus(drawn);
        }
        if (!missing.isNone()) {
            throw new IllegalStateException(
                    "the lots at hand of %s lack %s of %s points".formatted(member, missing, points));
        }
        return allocations;
    }

    private List<Lot> usable(Instant now) {
        var open = soonestFirst();
        if (!open.isEmpty() && open.getFirst().hasExpiredBy(now)) {
            throw new IllegalStateException("points of " + member + " have expired and are still on the account");
        }
        return open;
    }

    private List<Lot> soonestFirst() {
        return lots.values().stream().filter(Lot::isOpen).sorted(SOONEST_FIRST).toList();
    }

    private static Points sum(List<Lot> lots) {
        return lots.stream().map(Lot::remaining).reduce(Points.NONE, Points::plus);
    }
}
