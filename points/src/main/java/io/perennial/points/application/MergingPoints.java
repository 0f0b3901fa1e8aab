package io.perennial.points.application;

import io.perennial.membership.Belongings;
import io.perennial.membership.MemberId;
import io.perennial.points.Points;
import io.perennial.points.ReadBalance;
import io.perennial.points.Why.Cause;
import io.perennial.points.domain.Carriages;
import io.perennial.points.domain.Carriages.Kind;
import io.perennial.points.domain.Carriages.Piece;
import io.perennial.points.domain.Journeys;
import io.perennial.points.domain.PointsAccounts;
import io.perennial.points.domain.PointsPolicies;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Points of two members who become one. First of all modules: whoever earns holds the journey or the account before anything
 * else, so the two are held here in that order before others are asked.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class MergingPoints implements Belongings {

    private static final LocalDate EVER = LocalDate.of(1, 1, 1);

    private final PointsAccounts accounts;
    private final PointsPolicies policies;
    private final Journeys journeys;
    private final Carriages carriages;
    private final CarryingOn carryingOn;
    private final ReadBalance balances;

    MergingPoints(
            PointsAccounts accounts,
            PointsPolicies policies,
            Journeys journeys,
            Carriages carriages,
            CarryingOn carryingOn,
            ReadBalance balances) {
        this.accounts = accounts;
        this.policies = policies;
        this.journeys = journeys;
        this.carriages = carriages;
        this.carryingOn = carryingOn;
        this.balances = balances;
    }

    @Override
    public List<Section> exported(MemberId member) {
        return List.of();
    }

    @Override
    public void erased(Erasure erasure) {
        // Figures under ids.
    }

    @Override
    public List<Holding> holdings(MemberId member) {
        var balance = balances.of(member);
        return List.of(
                new Holding(
                        "points.balance",
                        balance.points().value() - balance.owed().value()),
                new Holding("points.pending", balance.pending().value()));
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void moved(Move move) {
        var line = locked(move);
        line.hold(line.account(move.from()));
        line.carry(line.account(move.from()), line.account(move.to()), move.merge(), Cause.MERGE);
        accounts.store(line.bookings());
        carriages.join(move.from(), move.to(), move.merge());
        carriages.copyNotices(move.from(), move.to());
    }

    @Override
    public List<Return> returning(Move move) {
        var pieces = carriages.pieces(move.merge());
        var moved = sum(pieces, Kind.LOT).plus(sum(pieces, Kind.PART));
        var numbers = pieces.stream().map(Piece::to).collect(Collectors.toSet());
        if (numbers.isEmpty()) {
            return List.of();
        }
        var left = new TreeMap<Long, Points>();
        accounts.lots(move.to(), numbers).forEach(lot -> left.merge(lot.sequence(), lot.remaining(), Points::plus));
        accounts.parts(move.to(), numbers).forEach(part -> left.merge(part.sequence(), part.remaining(), Points::plus));
        var returns = Points.NONE;
        for (var piece : pieces) {
            if (piece.kind() != Kind.DEBT) {
                returns = returns.plus(left.getOrDefault(piece.to(), Points.NONE))
                        .plus(left.containsKey(piece.to()) ? piece.repaid() : Points.NONE);
            }
        }
        return List.of(
                new Return("points.balance", returns.value(), moved.value() - returns.value()),
                new Return("points.owed", sum(pieces, Kind.DEBT).value(), 0));
    }

    private static Points sum(List<Piece> pieces, Kind kind) {
        return pieces.stream()
                .filter(piece -> piece.kind() == kind)
                .map(Piece::points)
                .reduce(Points.NONE, Points::plus);
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void returned(Move move) {
        var line = locked(move);
        line.giveBack(line.account(move.from()), line.account(move.to()), move.merge());
        accounts.store(line.bookings());
        carriages.part(move.from(), move.to());
    }

    private CarryingOn.Line locked(Move move) {
        var both = Set.of(move.from(), move.to());
        journeys.lock(both.stream().collect(Collectors.toMap(member -> member, _ -> EVER)));
        var locked = accounts.lockMerged(both);
        return carryingOn.of(List.of(move.from(), move.to()), Map.copyOf(locked), policies.at(move.at()), move.at());
    }
}
