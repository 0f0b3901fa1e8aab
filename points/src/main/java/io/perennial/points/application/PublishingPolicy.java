package io.perennial.points.application;

import io.perennial.membership.ReadLadder;
import io.perennial.membership.RecordChange;
import io.perennial.membership.RunTransactions;
import io.perennial.membership.StaffId;
import io.perennial.points.PointsPolicy;
import io.perennial.points.PublishPolicy;
import io.perennial.points.domain.PointsPolicies;
import java.time.Clock;
import java.time.Duration;
import java.util.TreeSet;
import org.springframework.stereotype.Component;

@Component
class PublishingPolicy implements PublishPolicy {

    /** A form that says "from now on" takes its time to arrive. */
    private static final Duration ON_ITS_WAY = Duration.ofMinutes(1);

    private final RunTransactions transactions;
    private final PointsPolicies policies;
    private final ReadLadder readLadder;
    private final RecordChange changes;
    private final Clock clock;

    PublishingPolicy(
            RunTransactions transactions,
            PointsPolicies policies,
            ReadLadder readLadder,
            RecordChange changes,
            Clock clock) {
        this.transactions = transactions;
        this.policies = policies;
        this.readLadder = readLadder;
        this.changes = changes;
        this.clock = clock;
    }

    @Override
    public Outcome publish(PointsPolicy policy, StaffId by) {
        return transactions.run(() -> add(policy, by));
    }

    private Outcome add(PointsPolicy policy, StaffId by) {
        var now = clock.instant();
        var newest = policies.newest();
        if (policy.version() != newest.version() + 1) {
            return new Outcome.ChangedMeanwhile(newest.version());
        }
        if (policy.effectiveFrom().isBefore(now.minus(ON_ITS_WAY))) {
            return new Outcome.StartsTooEarly();
        }
        var ladder = readLadder.ladder();
        for (var code : new TreeSet<>(policy.expiryOfTiers().keySet())) {
            if (ladder.find(code).isEmpty()) {
                return new Outcome.UnknownTier(code);
            }
        }
        if (!policies.add(policy, now, by)) {
            return new Outcome.ChangedMeanwhile(policy.version());
        }
        changes.record(new RecordChange.Change(
                by,
                "points-policy.published",
                "points-policy",
                Integer.toString(policy.version()),
                policies.asJson(newest),
                policies.asJson(policy)));
        return new Outcome.Done(policy.version(), policy.effectiveFrom());
    }
}
