package io.perennial.points.application;

import io.perennial.insights.Condition;
import io.perennial.membership.Programme;
import io.perennial.membership.RecordChange;
import io.perennial.membership.StaffId;
import io.perennial.points.EarnRule;
import io.perennial.points.PublishRule;
import io.perennial.points.ReadRules.Published;
import io.perennial.points.RuleId;
import io.perennial.points.RulePublished;
import io.perennial.points.RuleRetired;
import io.perennial.points.domain.EarnRules;
import io.perennial.points.domain.RuleLimits;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

@Component
class PublishingRules implements PublishRule {

    /** A form that says "from now on" takes its time to arrive. */
    private static final Duration ON_ITS_WAY = Duration.ofMinutes(1);

    private final Transactions transactions;
    private final EarnRules rules;
    private final RuleLimits limits;
    private final Programme programme;
    private final RecordChange changes;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    PublishingRules(
            Transactions transactions,
            EarnRules rules,
            RuleLimits limits,
            Programme programme,
            RecordChange changes,
            ApplicationEventPublisher events,
            Clock clock) {
        this.transactions = transactions;
        this.rules = rules;
        this.limits = limits;
        this.programme = programme;
        this.changes = changes;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public Outcome publish(EarnRule rule, StaffId by) {
        var unknown = currencies(rule.condition())
                .filter(code -> !programme.currencies().contains(code))
                .findFirst();
        if (unknown.isPresent()) {
            return new Outcome.CurrencyNotConfigured(unknown.get());
        }
        return transactions.run(() -> add(rule, by));
    }

    private static Stream<String> currencies(Condition condition) {
        return condition instanceof Condition.CurrencyIn in
                ? in.codes().stream()
                : condition.parts().stream().flatMap(PublishingRules::currencies);
    }

    private Outcome add(EarnRule rule, StaffId by) {
        var now = clock.instant();
        var history = rules.lock(rule.id());
        var current = history.isEmpty() ? null : history.getLast();
        if (current == null && rule.version() > 1
                || current != null && current.retiredAt().isPresent()) {
            return new Outcome.UnknownRule();
        }
        if (current != null && rule.version() != current.rule().version() + 1) {
            return new Outcome.ChangedMeanwhile(current.rule().version());
        }
        if (rule.effectiveFrom().isBefore(now.minus(ON_ITS_WAY))
                || current != null
                        && rule.effectiveFrom().isBefore(current.rule().effectiveFrom())) {
            return new Outcome.StartsTooEarly();
        }
        if (!rules.add(rule, now, by)) {
            return new Outcome.ChangedMeanwhile(rule.version());
        }
        if (rule.budget() != null) {
            limits.setBudget(rule.id(), rule.budget());
        }
        audit(by, "rule.published", rule.id(), current == null ? null : current.rule(), rule);
        events.publishEvent(new RulePublished(rule.id(), rule.version(), now));
        return new Outcome.Done(rule.id(), rule.version(), rule.effectiveFrom());
    }

    @Override
    public Outcome retire(RuleId rule, StaffId by) {
        return transactions.run(() -> end(rules.lock(rule), by));
    }

    private Outcome end(List<Published> history, StaffId by) {
        if (history.isEmpty()) {
            return new Outcome.UnknownRule();
        }
        var now = clock.instant();
        var current = history.getLast();
        var rule = current.rule();
        if (current.retiredAt().isPresent()) {
            return new Outcome.Done(
                    rule.id(), rule.version(), current.retiredAt().get());
        }
        rules.retire(rule.id(), now);
        audit(by, "rule.retired", rule.id(), rule, null);
        events.publishEvent(new RuleRetired(rule.id(), now));
        return new Outcome.Done(rule.id(), rule.version(), now);
    }

    private void audit(StaffId by, String action, RuleId rule, @Nullable EarnRule before, @Nullable EarnRule after) {
        changes.record(new RecordChange.Change(
                by,
                action,
                "rule",
                rule.toString(),
                before == null ? null : rules.asJson(before),
                after == null ? null : rules.asJson(after)));
    }
}
