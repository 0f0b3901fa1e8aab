package io.perennial.points.domain;

import static io.perennial.points.domain.Lot.SOONEST_FIRST;

import io.perennial.membership.MemberId;
import io.perennial.points.EntryKind;
import io.perennial.points.Points;
import io.perennial.points.Why;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A member's account while it is locked. Each method answers with what happened, for the use case to store.
 *
 * <p>Lots have to be handed in before anything is debited or given back; earning needs none of them. Whoever debits lets
 * expire first, so that points whose time is over are never used.
 */
public final class PointsAccount {

    private final MemberId member;
    private final Map<Long, Lot> lots = new HashMap<>();
    private Points balance;
    private long lastSequence;

    public PointsAccount(MemberId member, Points balance, long lastSequence) {
        this.member = member;
        this.balance = balance;
        this.lastSequence = lastSequence;
    }

    public MemberId member() {
        return member;
    }

    public Points balance() {
        return balance;
    }

    public long lastSequence() {
        return lastSequence;
    }

    /** Hands stored lots in; those that this account knows already are left as they are. */
    public void hold(Collection<Lot> stored) {
        stored.forEach(lot -> lots.putIfAbsent(lot.sequence(), lot));
    }

    public Booking earn(Occasion occasion, Why why, Points points, long growth, Instant expiresAt) {
        var entry = enter(EntryKind.EARNED, occasion, points.value(), growth, null, why);
        if (points.isNone()) {
            return new Booking(entry, null, List.of());
        }
        var lot = new Lot(entry.sequence(), points, points, expiresAt);
        lots.put(lot.sequence(), lot);
        return new Booking(entry, lot, List.of());
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
            var occasion = new Occasion("expiry:%s:%d".formatted(expiry, lastSequence + 1), null, expiry, now);
            var entry = enter(
                    EntryKind.EXPIRED, occasion, -points.value(), 0, null, new Why.Expired(policy.lastDay(expiry)));
            bookings.add(new Booking(entry, null, draw(expired, points)));
        });
        return bookings;
    }

    /** @throws IllegalArgumentException when the balance does not cover it */
    public Booking spend(Occasion occasion, Why.Spent why, Points points) {
        if (points.isNone() || !balance.covers(points)) {
            throw new IllegalArgumentException("only what is there can be spent");
        }
        var allocations = draw(usable(occasion.bookedAt()), points);
        return new Booking(enter(EntryKind.SPENT, occasion, -points.value(), 0, null, why), null, allocations);
    }

    /** Takes back what is claimed, as far as it is there: from the purchase's own lots first. The rest is waived. */
    public Booking takeBack(Occasion occasion, Claim claim) {
        var taken = Points.of(claim.points()).atMost(balance);
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
                claim.points() - taken.value(),
                claim.growth(),
                claim.rules());
        return new Booking(
                enter(EntryKind.TAKEN_BACK, occasion, -taken.value(), -claim.growth(), claim.reverses(), why),
                null,
                allocations);
    }

    /**
     * Gives a spending back to the lots it came from, which then live at least the policy's minimum.
     *
     * @param taken what the spending drew, by lot; all these lots have to be at hand
     */
    public Booking giveBack(
            Occasion occasion, long spending, Map<Long, Points> taken, Why.GivenBack why, ExpiryPolicy policy) {
        var allocations = new ArrayList<Allocation>();
        var points = Points.NONE;
        for (var each : new TreeMap<>(taken).entrySet()) {
            var lot = lots.get(each.getKey());
            if (lot == null) {
                throw new IllegalStateException("lot " + each.getKey() + " of " + member + " is missing");
            }
            var filled = lot.with(each.getValue(), policy.prolonged(lot.expiresAt(), occasion.bookedAt()));
            lots.put(filled.sequence(), filled);
            allocations.add(new Allocation(filled, each.getValue().value()));
            points = points.plus(each.getValue());
        }
        return new Booking(enter(EntryKind.GIVEN_BACK, occasion, points.value(), 0, spending, why), null, allocations);
    }

    private Entry enter(EntryKind kind, Occasion occasion, long points, long growth, @Nullable Long reverses, Why why) {
        balance = Points.of(Math.addExact(balance.value(), points));
        lastSequence++;
        return new Entry(
                member,
                lastSequence,
                kind,
                points,
                growth,
                balance,
                occasion.key(),
                occasion.activity(),
                reverses,
                why,
                occasion.happenedAt(),
                occasion.bookedAt());
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
