package io.perennial.points.application;

import io.perennial.insights.Condition;
import io.perennial.membership.Programme;
import io.perennial.membership.RecordChange;
import io.perennial.membership.StaffId;
import io.perennial.points.EarnRule;
import io.perennial.points.PublishRule.Outcome;
import io.perennial.points.ReadRules.Published;
import io.perennial.points.RulePublished;
import io.perennial.points.domain.EarnRules;
import io.perennial.points.domain.RuleLimits;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** How a version of a rule comes into force, for everyone or for some members; in the caller's transaction. */
@Component
class Publication {

    /** A form that says "from now on" takes its time to arrive. */
    private static final Duration ON_ITS_WAY = Duration.ofMinutes(1);

    private final EarnRules rules;
    private final RuleLimits limits;
    private final Programme programme;
    private final RecordChange changes;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Publication(
            EarnRules rules,
            RuleLimits limits,
            Programme programme,
            RecordChange changes,
            ApplicationEventPublisher events,
            Clock clock) {
        this.rules = rules;
        this.limits = limits;
        this.programme = programme;
        this.changes = changes;
        this.events = events;
        this.clock = clock;
    }

    Outcome of(EarnRule rule, StaffId by) {
        var unknown = currencies(rule.condition())
                .filter(code -> !programme.currencies().contains(code))
                .findFirst();
        if (unknown.isPresent()) {
            return new Outcome.CurrencyNotConfigured(unknown.get());
        }
        var now = clock.instant();
        var history = rules.lock(rule.id());
        var current = newest(history);
        if (history.isEmpty() ? rule.version() > 1 : current.isEmpty()) {
            return new Outcome.UnknownRule();
        }
        if (!history.isEmpty() && rule.version() != history.getLast().rule().version() + 1) {
            return new Outcome.ChangedMeanwhile(history.getLast().rule().version());
        }
        if (rule.effectiveFrom().isBefore(now.minus(ON_ITS_WAY))
                || current.filter(before -> rule.effectiveFrom().isBefore(before.effectiveFrom()))
                        .isPresent()) {
            return new Outcome.StartsTooEarly();
        }
        if (!rules.add(rule, now, by)) {
            return new Outcome.ChangedMeanwhile(rule.version());
        }
        if (rule.budget() != null && (rule.isForEveryone() || !hasBudgetForEveryone(history))) {
            limits.setBudget(rule.id(), rule.budget());
        }
        changes.record(new RecordChange.Change(
                by,
                "rule.published",
                "rule",
                rule.id().toString(),
                current.map(rules::asJson).orElse(null),
                rules.asJson(rule)));
        events.publishEvent(new RulePublished(rule.id(), rule.version(), now));
        return new Outcome.Done(rule.id(), rule.version(), rule.effectiveFrom());
    }

    /** Of those that were neither retired nor withdrawn. */
    private static Optional<EarnRule> newest(List<Published> history) {
        return history.reversed().stream()
                .filter(version -> version.retiredAt().isEmpty())
                .map(Published::rule)
                .findFirst();
    }

    /** A trial draws from the budget that everyone draws from, and leaves it as it is. */
    private static boolean hasBudgetForEveryone(List<Published> history) {
        return history.stream().map(Published::rule).anyMatch(rule -> rule.isForEveryone() && rule.budget() != null);
    }

    private static Stream<String> currencies(Condition condition) {
        return condition instanceof Condition.CurrencyIn in
                ? in.codes().stream()
                : condition.parts().stream().flatMap(Publication::currencies);
    }
}
