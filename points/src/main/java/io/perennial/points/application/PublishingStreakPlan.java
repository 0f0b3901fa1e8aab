package io.perennial.points.application;

import io.perennial.membership.RecordChange;
import io.perennial.membership.RunTransactions;
import io.perennial.membership.StaffId;
import io.perennial.points.Prize;
import io.perennial.points.PublishStreakPlan;
import io.perennial.points.StreakPlan;
import io.perennial.points.domain.EarnedBadges;
import io.perennial.points.domain.StreakPlans;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

@Component
class PublishingStreakPlan implements PublishStreakPlan {

    private final RunTransactions transactions;
    private final StreakPlans plans;
    private final EarnedBadges badges;
    private final Streaks streaks;
    private final RecordChange changes;
    private final Clock clock;

    PublishingStreakPlan(
            RunTransactions transactions,
            StreakPlans plans,
            EarnedBadges badges,
            Streaks streaks,
            RecordChange changes,
            Clock clock) {
        this.transactions = transactions;
        this.plans = plans;
        this.badges = badges;
        this.streaks = streaks;
        this.changes = changes;
        this.clock = clock;
    }

    @Override
    public Outcome publish(StreakPlan plan, StaffId by) {
        return transactions.run(() -> add(plan, by));
    }

    private Outcome add(StreakPlan plan, StaffId by) {
        var newest = plans.history().getFirst();
        if (plan.version() != newest.version() + 1) {
            return new Outcome.ChangedMeanwhile(newest.version());
        }
        var earliest = later(today().plusDays(1), newest.from());
        if (plan.from().isBefore(earliest)) {
            return new Outcome.StartsTooEarly(earliest);
        }
        var named = plan.prizes().values().stream()
                .map(Prize::badge)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        named.removeAll(badges.available(named));
        if (!named.isEmpty()) {
            return new Outcome.UnknownBadge(named.iterator().next());
        }
        if (!plans.add(plan, clock.instant(), by)) {
            return new Outcome.ChangedMeanwhile(plan.version());
        }
        changes.record(new RecordChange.Change(
                by,
                "streak-plan.published",
                "streak-plan",
                Integer.toString(plan.version()),
                plans.asJson(newest),
                plans.asJson(plan)));
        return new Outcome.Done(plan.version(), plan.from());
    }

    private static LocalDate later(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }

    private LocalDate today() {
        return streaks.day(clock.instant());
    }
}
