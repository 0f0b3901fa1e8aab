package io.perennial.points.application;

import io.perennial.membership.RecordChange;
import io.perennial.membership.RunTransactions;
import io.perennial.membership.StaffId;
import io.perennial.points.EarnRule;
import io.perennial.points.PublishRule;
import io.perennial.points.ReadRules.Published;
import io.perennial.points.RuleId;
import io.perennial.points.RuleRetired;
import io.perennial.points.domain.EarnRules;
import io.perennial.points.domain.Pilots;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

@Component
class PublishingRules implements PublishRule {

    private final RunTransactions transactions;
    private final Publication publication;
    private final EarnRules rules;
    private final Pilots pilots;
    private final RecordChange changes;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    PublishingRules(
            RunTransactions transactions,
            Publication publication,
            EarnRules rules,
            Pilots pilots,
            RecordChange changes,
            ApplicationEventPublisher events,
            Clock clock) {
        this.transactions = transactions;
        this.publication = publication;
        this.rules = rules;
        this.pilots = pilots;
        this.changes = changes;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public Outcome publish(EarnRule rule, StaffId by) {
        if (!rule.isForEveryone()) {
            throw new IllegalArgumentException("a rule for some members is tried, not published");
        }
        return transactions.run(() -> {
            rules.lock(rule.id());
            return pilots.running(rule.id()).isPresent() ? new Outcome.BeingTried() : publication.of(rule, by);
        });
    }

    @Override
    public Outcome retire(RuleId rule, StaffId by) {
        return transactions.run(() -> {
            var history = rules.lock(rule);
            var now = clock.instant();
            pilots.running(rule).ifPresent(trial -> pilots.change(trial.withdrawn(now)));
            return end(history, now, by);
        });
    }

    private Outcome end(List<Published> history, Instant now, StaffId by) {
        if (history.isEmpty()) {
            return new Outcome.UnknownRule();
        }
        var current = history.reversed().stream()
                .filter(version -> version.retiredAt().isEmpty())
                .findFirst()
                .orElse(history.getLast());
        var rule = current.rule();
        if (current.retiredAt().isPresent()) {
            return new Outcome.Done(
                    rule.id(), rule.version(), current.retiredAt().get());
        }
        rules.retire(rule.id(), 1, now);
        changes.record(
                new RecordChange.Change(by, "rule.retired", "rule", rule.id().toString(), rules.asJson(rule), null));
        events.publishEvent(new RuleRetired(rule.id(), now));
        return new Outcome.Done(rule.id(), rule.version(), now);
    }
}
