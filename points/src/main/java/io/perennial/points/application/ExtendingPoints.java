package io.perennial.points.application;

import io.perennial.membership.RecogniseMembers;
import io.perennial.membership.RecordChange;
import io.perennial.membership.RunTransactions;
import io.perennial.membership.StaffId;
import io.perennial.points.ExtendPoints;
import io.perennial.points.Points;
import io.perennial.points.ReadExtensions.Cause;
import io.perennial.points.domain.LotLives;
import io.perennial.points.domain.LotLives.Longer;
import io.perennial.points.domain.PointsAccounts;
import io.perennial.points.domain.PointsPolicies;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

@Component
class ExtendingPoints implements ExtendPoints {

    private final RunTransactions transactions;
    private final RecogniseMembers members;
    private final PointsAccounts accounts;
    private final LotLives lives;
    private final PointsPolicies policies;
    private final RecordChange changes;
    private final Clock clock;

    ExtendingPoints(
            RunTransactions transactions,
            RecogniseMembers members,
            PointsAccounts accounts,
            LotLives lives,
            PointsPolicies policies,
            RecordChange changes,
            Clock clock) {
        this.transactions = transactions;
        this.members = members;
        this.accounts = accounts;
        this.lives = lives;
        this.policies = policies;
        this.changes = changes;
        this.clock = clock;
    }

    @Override
    public Outcome extend(Extension extension, StaffId by) {
        var reason = extension.reason().strip();
        if (reason.isEmpty() || reason.length() > LONGEST_REASON) {
            return new Outcome.ReasonMissing();
        }
        if (!extension.newLastDay().isAfter(extension.lastDay())) {
            return new Outcome.NotLater();
        }
        return transactions.run(() -> extend(extension, reason, by));
    }

    private Outcome extend(Extension extension, String reason, StaffId by) {
        var now = clock.instant();
        var policy = policies.at(now);
        var member = extension.member();
        var until = policy.endOf(extension.newLastDay());
        if (until.isAfter(policy.endOfDayIn(MOST_DAYS, now))) {
            return new Outcome.TooFar();
        }
        if (!members.statuses(Set.of(member)).containsKey(member)) {
            return new Outcome.UnknownMember();
        }
        accounts.lock(Set.of(member));
        var longer = accounts.openLots(Set.of(member)).getOrDefault(member, List.of()).stream()
                .filter(lot -> !lot.hasExpiredBy(now)
                        && policy.lastDay(lot.expiresAt()).equals(extension.lastDay()))
                .map(lot -> new Longer(member, lot, until))
                .toList();
        if (longer.isEmpty()) {
            return new Outcome.NothingThere();
        }
        var points = longer.stream().map(each -> each.lot().remaining()).reduce(Points.NONE, Points::plus);
        lives.extend(longer, new LotLives.Extension(Cause.BY_STAFF, by, reason, now));
        changes.record(new RecordChange.Change(
                by,
                "points.extended",
                "member",
                member.toString(),
                AsJson.of(new Life(points.value(), extension.lastDay().toString(), null)),
                AsJson.of(new Life(points.value(), extension.newLastDay().toString(), reason))));
        return new Outcome.Extended(points);
    }

    private record Life(
            long points, String lastDay, @Nullable String reason) {}
}
