package io.perennial.points.application;

import io.perennial.insights.Condition;
import io.perennial.insights.Condition.InShare;
import io.perennial.insights.Judgement;
import io.perennial.membership.BilingualText;
import io.perennial.membership.MemberId;
import io.perennial.membership.RecordChange;
import io.perennial.membership.StaffId;
import io.perennial.points.EarnRule;
import io.perennial.points.PilotRule;
import io.perennial.points.PublishRule;
import io.perennial.points.ReadPilots.State;
import io.perennial.points.ReadRules;
import io.perennial.points.RuleId;
import io.perennial.points.domain.Pilots;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

@Component
class PilotingRules implements PilotRule {

    private static final int EVERYONE = 1_000;

    private final Transactions transactions;
    private final Pilots pilots;
    private final ReadRules rules;
    private final PublishRule publishing;
    private final RecordChange changes;
    private final Clock clock;

    PilotingRules(
            Transactions transactions,
            Pilots pilots,
            ReadRules rules,
            PublishRule publishing,
            RecordChange changes,
            Clock clock) {
        this.transactions = transactions;
        this.pilots = pilots;
        this.rules = rules;
        this.publishing = publishing;
        this.changes = changes;
        this.clock = clock;
    }

    @Override
    public Outcome start(EarnRule rule, int perMille, BilingualText question, StaffId by) {
        if (perMille < 1 || perMille >= EVERYONE) {
            throw new IllegalArgumentException("a share is 1 to 999 per mille");
        }
        if (rule.version() != 1 || shareOf(rule.condition()).isPresent()) {
            return new Outcome.NotNew();
        }
        return transactions.run(() -> {
            var published = publishing.publish(among(rule, rule.version(), rule.effectiveFrom(), perMille), by);
            if (!(published instanceof PublishRule.Outcome.Done(var id, var version, var from))) {
                return new Outcome.Refused(published);
            }
            pilots.add(id, perMille, question, clock.instant());
            audit(by, "rule.pilot-started", id, null, perMille);
            return new Outcome.Done(version, from);
        });
    }

    @Override
    public Outcome widen(RuleId rule, int perMille, StaffId by) {
        if (perMille > EVERYONE) {
            throw new IllegalArgumentException("a share is 1,000 per mille at most");
        }
        return transactions.run(() -> running(rule, trial -> {
            if (perMille <= trial.perMille()) {
                return new Outcome.NotWider(trial.perMille());
            }
            var current = rules.find(rule).orElseThrow().rule();
            var now = clock.instant();
            // A pilot announced for later is widened from its own beginning.
            var from = current.effectiveFrom().isAfter(now) ? current.effectiveFrom() : now;
            var published = publishing.publish(among(current, current.version() + 1, from, perMille), by);
            if (!(published instanceof PublishRule.Outcome.Done(var id, var version, var since))) {
                return new Outcome.Refused(published);
            }
            var over = perMille == EVERYONE;
            pilots.change(id, perMille, over ? State.WIDENED : State.RUNNING, over ? now : null);
            audit(by, "rule.pilot-widened", id, trial.perMille(), perMille);
            return new Outcome.Done(version, since);
        }));
    }

    @Override
    public Outcome withdraw(RuleId rule, StaffId by) {
        return transactions.run(() -> running(rule, trial -> {
            var retired = publishing.retire(rule, by);
            if (!(retired instanceof PublishRule.Outcome.Done(var id, var version, var from))) {
                return new Outcome.Refused(retired);
            }
            pilots.change(id, trial.perMille(), State.WITHDRAWN, clock.instant());
            audit(by, "rule.pilot-withdrawn", id, trial.perMille(), null);
            return new Outcome.Done(version, from);
        }));
    }

    private Outcome running(RuleId rule, Function<Pilots.Trial, Outcome> change) {
        return pilots.lock(rule)
                .filter(trial -> trial.state() == State.RUNNING)
                .map(change)
                .orElseGet(Outcome.NotRunning::new);
    }

    @Override
    public Answered answer(MemberId member, RuleId rule, Answer answer, Optional<String> comment) {
        var text = comment.map(String::strip).filter(typed -> !typed.isEmpty());
        if (text.filter(typed -> typed.codePointCount(0, typed.length()) > LONGEST_COMMENT)
                .isPresent()) {
            return new Answered.TooLong();
        }
        return transactions.run(() -> {
            var running = pilots.trial(rule).filter(trial -> trial.state() == State.RUNNING);
            var share = rules.find(rule)
                    .flatMap(published -> shareOf(published.rule().condition()));
            if (running.isEmpty() || share.isEmpty() || !Judgement.isInShare(share.get(), member)) {
                return new Answered.NotAsked();
            }
            pilots.keep(member, rule, answer, text.orElse(null), clock.instant());
            return new Answered.Kept();
        });
    }

    /** The same rule for another share; the share stands first, so that everything else is judged for its members alone. */
    private static EarnRule among(EarnRule rule, int version, Instant from, int perMille) {
        var parts = new ArrayList<Condition>();
        if (perMille < EVERYONE) {
            parts.add(new InShare(seed(rule), perMille));
        }
        withoutShare(rule.condition()).forEach(parts::add);
        var condition = parts.size() == 1 ? parts.getFirst() : new Condition.All(parts);
        return new EarnRule(
                rule.id(),
                version,
                rule.name(),
                rule.role(),
                rule.activityType(),
                condition,
                rule.points(),
                rule.growth(),
                rule.caps(),
                rule.budget(),
                rule.stacking(),
                rule.priority(),
                rule.about(),
                from,
                rule.effectiveUntil());
    }

    private static List<Condition> withoutShare(Condition condition) {
        if (condition instanceof InShare) {
            return List.of();
        }
        return condition instanceof Condition.All all
                ? all.parts().stream()
                        .filter(part -> !(part instanceof InShare))
                        .toList()
                : List.of(condition);
    }

    private static Optional<InShare> shareOf(Condition condition) {
        return condition instanceof InShare share
                ? Optional.of(share)
                : condition.parts().stream()
                        .flatMap(part -> shareOf(part).stream())
                        .findFirst();
    }

    private static String seed(EarnRule rule) {
        return rule.id().toString();
    }

    private void audit(StaffId by, String action, RuleId rule, @Nullable Integer before, @Nullable Integer after) {
        changes.record(new RecordChange.Change(by, action, "rule", rule.toString(), share(before), share(after)));
    }

    private static @Nullable String share(@Nullable Integer perMille) {
        return perMille == null ? null : "{\"perMille\":%d}".formatted(perMille);
    }
}
