package io.perennial.points.application;

import io.perennial.membership.MemberId;
import io.perennial.membership.MergeId;
import io.perennial.points.EntryKind;
import io.perennial.points.Points;
import io.perennial.points.PointsPolicy.Refunds;
import io.perennial.points.Why;
import io.perennial.points.Why.Cause;
import io.perennial.points.domain.Booking;
import io.perennial.points.domain.Carriages;
import io.perennial.points.domain.Carriages.Carriage;
import io.perennial.points.domain.Carriages.Kind;
import io.perennial.points.domain.Carriages.Piece;
import io.perennial.points.domain.ExpiryPolicy;
import io.perennial.points.domain.LedgerEntries;
import io.perennial.points.domain.LedgerEntries.EntryId;
import io.perennial.points.domain.Lot;
import io.perennial.points.domain.Occasion;
import io.perennial.points.domain.PointsAccount;
import io.perennial.points.domain.PointsAccounts;
import io.perennial.points.domain.Waiting;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Carries points between the accounts of members who became one. What happened before the merge stays booked where it was,
 * and so does what answers it later, a refund or a return: what that needs is fetched from the account that is used, and what
 * it leaves is carried on to it, in the same transaction. So every account is true by itself, and what a merge brought is
 * known lot by lot.
 */
@Component
class CarryingOn {

    private final PointsAccounts accounts;
    private final ProlongingPoints prolonging;
    private final LedgerEntries entries;
    private final Carriages carriages;

    CarryingOn(PointsAccounts accounts, ProlongingPoints prolonging, LedgerEntries entries, Carriages carriages) {
        this.accounts = accounts;
        this.prolonging = prolonging;
        this.entries = entries;
        this.carriages = carriages;
    }

    /** Accounts of one person, from one that was merged to the one that is used; all locked. */
    final class Line {

        private final List<MemberId> members;
        private final Map<MemberId, PointsAccount> locked;
        private final ExpiryPolicy policy;
        private final Instant now;
        private final List<Booking> bookings = new ArrayList<>();

        private Line(List<MemberId> members, Map<MemberId, PointsAccount> locked, ExpiryPolicy policy, Instant now) {
            this.members = members;
            this.locked = locked;
            this.policy = policy;
            this.now = now;
        }

        PointsAccount first() {
            return account(members.getFirst());
        }

        MemberId survivor() {
            return members.getLast();
        }

        PointsAccount account(MemberId member) {
            return Objects.requireNonNull(locked.get(member));
        }

        /** What was booked since it was asked last. */
        List<Booking> bookings() {
            var booked = List.copyOf(bookings);
            bookings.clear();
            return booked;
        }

        /**
         * Fetches for the first account what a refund is going to take: all that waits of these parts, and what else is due, of
         * these lots before others, as far as there is so much.
         */
        void fetch(Set<Long> sequences, Points points, Refunds refunds) {
            var wanted = new ArrayList<Set<Long>>(List.of(sequences));
            for (var hop = 0; hop < members.size() - 1; hop++) {
                var before = wanted.getLast();
                wanted.add(pieces(hop).stream()
                        .filter(piece -> piece.kind() != Kind.DEBT && before.contains(piece.from()))
                        .map(Piece::to)
                        .collect(Collectors.toSet()));
            }
            var used = account(survivor());
            hold(used);
            var waits = used.openParts().stream()
                    .filter(part -> wanted.getLast().contains(part.sequence()))
                    .map(Waiting::remaining)
                    .reduce(Points.NONE, Points::plus);
            var due = points.minus(points.atMost(waits));
            var enough = refunds == Refunds.ONLY_PENDING ? Points.NONE : due.atMost(used.balance());
            for (var hop = members.size() - 2; hop >= 0; hop--) {
                fetch(hop, wanted.get(hop + 1), enough);
            }
        }

        private void fetch(int hop, Set<Long> first, Points points) {
            var to = account(members.get(hop + 1));
            var from = account(members.get(hop));
            var parts = to.openParts().stream()
                    .filter(part -> first.contains(part.sequence()))
                    .toList();
            if (points.isNone() && parts.isEmpty()) {
                return;
            }
            var carriage = UUID.randomUUID();
            var merge = merge(hop);
            var numbers = parts.stream().map(Waiting::sequence).collect(Collectors.toSet());
            var taken = to.handBack(occasion(carriage, "back"), first, points, numbers, why(merge, from, Cause.LATER));
            bookings.add(taken);
            var back = new ArrayList<Back>();
            taken.allocations()
                    .forEach(each -> back.add(new Back(
                            Kind.LOT,
                            each.lot().sequence(),
                            Points.of(-each.points()),
                            each.lot().expiresAt())));
            taken.shortenings()
                    .forEach(each -> back.add(new Back(
                            Kind.PART,
                            each.part().sequence(),
                            Points.of(-each.pending()),
                            each.part().availableAt())));
            bringBack(to, from, merge, carriage, back, pieces(hop), Cause.LATER);
            carriages.add(new Carriage(
                    carriage,
                    merge,
                    to.member(),
                    from.member(),
                    -taken.entry().points(),
                    -taken.entry().pending(),
                    now));
        }

        /** Carries all that the first account has or owes on to the one that is used. */
        void carryOn() {
            for (var hop = 0; hop < members.size() - 1; hop++) {
                carry(account(members.get(hop)), account(members.get(hop + 1)), merge(hop), Cause.LATER);
            }
        }

        private MergeId merge(int hop) {
            return carriages.mergeOf(members.get(hop)).orElseThrow();
        }

        private List<Piece> pieces(int hop) {
            return carriages.pieces(merge(hop));
        }

        /** All from the one account to the other. */
        void carry(PointsAccount from, PointsAccount to, MergeId merge, Cause cause) {
            var isNothing = from.balance().isNone()
                    && from.pending().isNone()
                    && from.owed().isNone();
            if (isNothing && cause != Cause.MERGE) {
                return;
            }
            hold(to);
            var carriage = UUID.randomUUID();
            var pieces = new ArrayList<Piece>();
            var lots = from.openLots();
            var parts = from.openParts();
            var owed = from.owed();
            var causes = carriages.causedAt(from.member(), sequences(lots, parts));
            var points = from.balance().value() - owed.value();
            var pending = from.pending().value();
            if (!from.balance().isNone() || !from.pending().isNone()) {
                bookings.add(from.handOver(occasion(carriage, "out"), why(merge, to, cause)));
            }
            for (var lot : lots) {
                var in = to.credit(
                        EntryKind.MERGED,
                        occasion(carriage, "lot:" + lot.sequence(), causes.get(lot.sequence())),
                        why(merge, from, cause),
                        lot.remaining(),
                        0,
                        lot.expiresAt());
                bookings.add(in);
                var opened = Objects.requireNonNull(in.opened());
                pieces.add(new Piece(
                        Kind.LOT,
                        lot.sequence(),
                        opened.sequence(),
                        opened.original(),
                        opened.original().minus(opened.remaining())));
            }
            for (var part : parts) {
                var in = to.takeOverWaiting(
                        occasion(carriage, "part:" + part.sequence(), causes.get(part.sequence())),
                        part.remaining(),
                        part.availableAt(),
                        why(merge, from, cause));
                bookings.add(in);
                pieces.add(new Piece(Kind.PART, part.sequence(), in.entry().sequence(), part.remaining(), Points.NONE));
            }
            if (!owed.isNone()) {
                var off =
                        from.credit(EntryKind.MERGED, occasion(carriage, "debt"), why(merge, to, cause), owed, 0, now);
                var on = to.takeOverDebt(occasion(carriage, "debt"), owed, why(merge, from, cause));
                bookings.add(off);
                bookings.add(on);
                pieces.add(
                        new Piece(Kind.DEBT, off.entry().sequence(), on.entry().sequence(), owed, Points.NONE));
            }
            carriages.add(new Carriage(carriage, merge, from.member(), to.member(), points, pending, now));
            carriages.add(merge, pieces);
        }

        /**
         * What of all that was carried from the one to the other is still there goes back, with what paid the other's debts;
         * and debts that came along go back, with what they had cost.
         */
        void giveBack(PointsAccount from, PointsAccount to, MergeId merge) {
            var carriage = UUID.randomUUID();
            var pieces = carriages.pieces(merge);
            hold(to);
            var before = net(to);
            var debts = Points.NONE;
            for (var piece : pieces) {
                if (piece.kind() == Kind.DEBT) {
                    debts = debts.plus(piece.points());
                    returnDebt(to, carriage, merge, from, piece);
                }
            }
            var lots = new LinkedHashMap<Long, Points>();
            var parts = new LinkedHashSet<Long>();
            var back = new ArrayList<Back>();
            var repaid = Points.NONE;
            accountsLots(to, pieces);
            for (var piece : pieces) {
                var part = to.part(piece.to()).filter(Waiting::isOpen);
                if (part.isPresent()) {
                    parts.add(piece.to());
                    back.add(new Back(
                            Kind.PART,
                            piece.to(),
                            part.get().remaining(),
                            part.get().availableAt()));
                }
                var lot = to.lot(piece.to()).filter(_ -> piece.kind() != Kind.DEBT);
                if (lot.isPresent()) {
                    var rest = lot.get().remaining();
                    repaid = repaid.plus(piece.repaid());
                    if (!rest.isNone()) {
                        lots.put(piece.to(), rest);
                    }
                    var all = rest.plus(piece.repaid());
                    if (!all.isNone()) {
                        back.add(new Back(Kind.LOT, piece.to(), all, lot.get().expiresAt()));
                    }
                }
            }
            var rest = lots.values().stream().reduce(Points.NONE, Points::plus);
            if (!rest.isNone() || !parts.isEmpty()) {
                bookings.add(to.handBack(
                        occasion(carriage, "out"), lots.keySet(), rest, parts, why(merge, from, Cause.UNDO)));
            }
            if (!repaid.isNone()) {
                bookings.add(to.takeOverDebt(occasion(carriage, "repaid"), repaid, why(merge, from, Cause.UNDO)));
            }
            bringBack(to, from, merge, carriage, back, pieces, Cause.UNDO);
            if (!debts.isNone()) {
                bookings.add(from.takeOverDebt(occasion(carriage, "debt"), debts, why(merge, to, Cause.UNDO)));
            }
            var pending = back.stream()
                    .filter(each -> each.kind() == Kind.PART)
                    .mapToLong(each -> each.points().value())
                    .sum();
            carriages.add(new Carriage(carriage, merge, to.member(), from.member(), before - net(to), pending, now));
        }

        /** What came along as a debt is the other's again: what it had taken goes back, and what it still owes is off. */
        private void returnDebt(PointsAccount to, UUID carriage, MergeId merge, PointsAccount from, Piece debt) {
            var taken = entries.drawnBy(new EntryId(to.member(), debt.to()));
            var paid = taken.values().stream().reduce(Points.NONE, Points::plus);
            if (!paid.isNone()) {
                to.hold(accounts.lots(to.member(), taken.keySet()));
                var ends = new HashMap<Long, Instant>();
                taken.keySet()
                        .forEach(lot -> ends.put(
                                lot, policy.prolonged(to.lot(lot).orElseThrow().expiresAt(), now)));
                bookings.add(to.takeBackIn(
                        occasion(carriage, "paid:" + debt.to()), taken, ends, Map.of(), why(merge, from, Cause.UNDO)));
            }
            var owed = debt.points().minus(paid);
            if (!owed.isNone()) {
                bookings.add(to.credit(
                        EntryKind.MERGED,
                        occasion(carriage, "owed:" + debt.to()),
                        why(merge, from, Cause.UNDO),
                        owed,
                        0,
                        policy.expiryOf(now, null)));
            }
        }

        /** Into the lots and parts that it came from; what did not come from any, or from none that is there, opens a lot. */
        private void bringBack(
                PointsAccount to,
                PointsAccount from,
                MergeId merge,
                UUID carriage,
                List<Back> back,
                List<Piece> pieces,
                Cause cause) {
            var origins = pieces.stream()
                    .filter(piece -> piece.kind() != Kind.DEBT)
                    .collect(Collectors.toMap(Piece::to, Piece::from));
            var numbers = new LinkedHashSet<>(origins.values());
            if (!numbers.isEmpty()) {
                from.hold(accounts.lots(from.member(), numbers));
                from.holdWaiting(accounts.parts(from.member(), numbers));
            }
            var lots = new HashMap<Long, Points>();
            var ends = new HashMap<Long, Instant>();
            var parts = new HashMap<Long, Points>();
            var others = new ArrayList<Back>();
            for (var each : back) {
                var origin = origins.get(each.sequence());
                if (origin != null
                        && each.kind() == Kind.PART
                        && from.part(origin).isPresent()) {
                    parts.merge(origin, each.points(), Points::plus);
                } else if (origin != null
                        && each.kind() == Kind.LOT
                        && from.lot(origin).isPresent()) {
                    lots.merge(origin, each.points(), Points::plus);
                    ends.merge(origin, each.at(), (one, other) -> one.isAfter(other) ? one : other);
                } else {
                    others.add(each);
                }
            }
            if (!lots.isEmpty() || !parts.isEmpty()) {
                bookings.add(from.takeBackIn(occasion(carriage, "in"), lots, ends, parts, why(merge, to, cause)));
            }
            var causes = carriages.causedAt(
                    to.member(), others.stream().map(Back::sequence).collect(Collectors.toSet()));
            for (var each : others) {
                var occasion = occasion(carriage, "lot:" + each.sequence(), causes.get(each.sequence()));
                bookings.add(
                        each.kind() == Kind.PART
                                ? from.takeOverWaiting(occasion, each.points(), each.at(), why(merge, to, cause))
                                : from.credit(
                                        EntryKind.MERGED,
                                        occasion,
                                        why(merge, to, cause),
                                        each.points(),
                                        0,
                                        each.at()));
            }
        }

        /** Lots of which something came along, open or not. */
        private void accountsLots(PointsAccount to, List<Piece> pieces) {
            var numbers = pieces.stream()
                    .filter(piece -> piece.kind() != Kind.DEBT)
                    .map(Piece::to)
                    .collect(Collectors.toSet());
            if (!numbers.isEmpty()) {
                to.hold(accounts.lots(to.member(), numbers));
            }
        }

        /** All open lots and all that waits, without what is over. */
        void hold(PointsAccount account) {
            var member = account.member();
            var lots = accounts.openLots(List.of(member)).getOrDefault(member, List.of());
            account.hold(prolonging.living(member, lots, policy, now));
            account.holdWaiting(accounts.waiting(List.of(member)).getOrDefault(member, List.of()));
            bookings.addAll(account.expire(now, policy));
        }

        private Occasion occasion(UUID carriage, String what) {
            return Occasion.of("merge:" + carriage + ":" + what, now);
        }

        private Occasion occasion(UUID carriage, String what, @org.jspecify.annotations.Nullable Instant happenedAt) {
            return new Occasion("merge:" + carriage + ":" + what, null, happenedAt == null ? now : happenedAt, now);
        }

        private Why.Merged why(MergeId merge, PointsAccount other, Cause cause) {
            return new Why.Merged(merge.value(), other.member().value(), cause);
        }
    }

    /** @param sequence on the account that gives it back */
    private record Back(Kind kind, long sequence, Points points, Instant at) {}

    /** These accounts, in the order of the line, which the caller has locked. */
    Line of(List<MemberId> members, Map<MemberId, PointsAccount> locked, ExpiryPolicy policy, Instant now) {
        return new Line(members, locked, policy, now);
    }

    /** Locks an account with all that it is carried on to; for most members that is nothing but their own. */
    Line lock(MemberId account, ExpiryPolicy policy, Instant now) {
        var line = carriages.line(account);
        while (true) {
            var locked = accounts.lockMerged(line);
            var again = carriages.line(account);
            if (again.equals(line)) {
                return new Line(line, locked, policy, now);
            }
            line = again;
        }
    }

    private static long net(PointsAccount account) {
        return account.balance().value() - account.owed().value();
    }

    private static Set<Long> sequences(Collection<Lot> lots, Collection<Waiting> parts) {
        var sequences = new LinkedHashSet<Long>();
        lots.forEach(lot -> sequences.add(lot.sequence()));
        parts.forEach(part -> sequences.add(part.sequence()));
        return sequences;
    }
}
