package io.perennial.points.application;

import io.perennial.membership.MemberId;
import io.perennial.membership.RunTransactions;
import io.perennial.points.Points;
import io.perennial.points.ProlongPoints;
import io.perennial.points.ReadExtensions.Cause;
import io.perennial.points.domain.ExpiryPolicy;
import io.perennial.points.domain.Lot;
import io.perennial.points.domain.LotLives;
import io.perennial.points.domain.LotLives.Ending;
import io.perennial.points.domain.LotLives.Extension;
import io.perennial.points.domain.LotLives.Longer;
import io.perennial.points.domain.PointsAccounts;
import io.perennial.points.domain.PointsAccounts.Due;
import io.perennial.points.domain.PointsPolicies;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

@Component
class ProlongingPoints implements ProlongPoints {

    /** Lots of one transaction: as long as it runs, these members wait. */
    private static final int CHUNK = 1_000;

    private final RunTransactions transactions;
    private final PointsAccounts accounts;
    private final LotLives lives;
    private final PointsPolicies policies;
    private final Clock clock;

    ProlongingPoints(
            RunTransactions transactions,
            PointsAccounts accounts,
            LotLives lives,
            PointsPolicies policies,
            Clock clock) {
        this.transactions = transactions;
        this.accounts = accounts;
        this.lives = lives;
        this.policies = policies;
        this.clock = clock;
    }

    @Override
    public Sweep prolong(Instant asOf) {
        if (asOf.isAfter(clock.instant())) {
            throw new IllegalArgumentException("there is still time to tell of what ends later");
        }
        return endingBefore(policies.at(asOf).noticeEndsAt(asOf));
    }

    /** Those that end before this moment and of which nobody told in time. */
    Sweep endingBefore(Instant end) {
        var policy = policies.at(clock.instant());
        var total = new Sweep(0, Points.NONE);
        if (policy.policy().noticeDays() == 0) {
            return total;
        }
        var after = Optional.<Ending>empty();
        while (true) {
            var found = lives.ending(after, end, CHUNK);
            if (found.isEmpty()) {
                return total;
            }
            var untold = found.stream()
                    .filter(lot -> !policy.toldInTime(lot.expiresAt(), lot.shownAt()))
                    .toList();
            if (!untold.isEmpty()) {
                var chunk = transactions.runAlone(() -> prolong(untold, end, policy));
                total = new Sweep(total.lots() + chunk.lots(), total.points().plus(chunk.points()));
            }
            after = Optional.of(found.getLast());
        }
    }

    /**
     * Lots of a member whose account is locked; those that are over although nobody told in time live on, whether or not the
     * sweep has come.
     */
    List<Lot> living(MemberId member, List<Lot> lots, ExpiryPolicy policy, Instant now) {
        var over = lots.stream()
                .filter(lot -> lot.isOpen() && lot.hasExpiredBy(now))
                .map(Lot::expiresAt)
                .collect(Collectors.toSet());
        if (over.isEmpty() || policy.policy().noticeDays() == 0) {
            return lots;
        }
        var shown = lives.shown(member, over);
        var until = policy.endOfUntold(now);
        var longer = new ArrayList<Longer>();
        var living = new ArrayList<Lot>();
        for (var lot : lots) {
            if (lot.isOpen()
                    && lot.hasExpiredBy(now)
                    && !policy.toldInTime(lot.expiresAt(), shown.get(lot.expiresAt()))) {
                longer.add(new Longer(member, lot, until));
                living.add(new Lot(lot.sequence(), lot.original(), lot.remaining(), until));
            } else {
                living.add(lot);
            }
        }
        lives.extend(longer, new Extension(Cause.NOT_TOLD, null, null, now));
        return living;
    }

    private Sweep prolong(List<Ending> untold, Instant end, ExpiryPolicy policy) {
        var now = clock.instant();
        var until = policy.endOfUntold(now);
        accounts.lock(untold.stream().map(Ending::member).collect(Collectors.toSet()));
        var due = untold.stream()
                .map(lot -> new Due(lot.member(), lot.sequence(), lot.expiresAt()))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        var longer = new ArrayList<Longer>();
        accounts.stillDue(due, end)
                .forEach((member, lots) -> lots.stream()
                        .filter(lot -> lot.expiresAt().isBefore(until))
                        .forEach(lot -> longer.add(new Longer(member, lot, until))));
        lives.extend(longer, new Extension(Cause.NOT_TOLD, null, null, now));
        return new Sweep(
                longer.size(),
                longer.stream().map(each -> each.lot().remaining()).reduce(Points.NONE, Points::plus));
    }
}
