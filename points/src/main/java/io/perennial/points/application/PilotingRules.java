package io.perennial.points.application;

import io.perennial.insights.Condition;
import io.perennial.membership.BilingualText;
import io.perennial.membership.MemberId;
import io.perennial.membership.RecordChange;
import io.perennial.membership.RunTransactions;
import io.perennial.membership.StaffId;
import io.perennial.points.EarnRule;
import io.perennial.points.PilotRule;
import io.perennial.points.PublishRule;
import io.perennial.points.ReadPilots.State;
import io.perennial.points.RuleId;
import io.perennial.points.RuleRetired;
import io.perennial.points.domain.EarnRules;
import io.perennial.points.domain.Pilots;
import io.perennial.points.domain.Pilots.Key;
import io.perennial.points.domain.Pilots.Trial;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

@Component
class PilotingRules implements PilotRule {

    private final RunTransactions transactions;
    private final Publication publication;
    private final EarnRules rules;
    private final Pilots pilots;
    private final Participants participants;
    private final RecordChange changes;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    PilotingRules(
            RunTransactions transactions,
            Publication publication,
            EarnRules rules,
            Pilots pilots,
            Participants participants,
            RecordChange changes,
            ApplicationEventPublisher events,
            Clock clock) {
        this.transactions = transactions;
        this.publication = publication;
        this.rules = rules;
        this.pilots = pilots;
        this.participants = participants;
        this.changes = changes;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public Outcome start(EarnRule rule, Audience audience, BilingualText question, StaffId by) {
        if (audience.isEveryone() || !rule.isForEveryone()) {
            throw new IllegalArgumentException("a rule for everyone is tried with some");
        }
        var key = new Key(rule.id(), rule.version());
        return transactions.run(() -> {
            rules.lock(rule.id());
            if (pilots.running(rule.id()).isPresent()) {
                return new Outcome.Refused(new PublishRule.Outcome.BeingTried());
            }
            var published =
                    publication.of(rule.as(rule.version(), audience.condition(seed(key)), rule.effectiveFrom()), by);
            if (!(published instanceof PublishRule.Outcome.Done(var id, var version, var from))) {
                return new Outcome.Refused(published);
            }
            pilots.add(new Trial(key, version, audience, question, State.RUNNING, clock.instant(), null));
            audit(by, "rule.pilot-started", id, null, audience);
            return new Outcome.Done(version, from);
        });
    }

    @Override
    public Outcome widen(RuleId rule, Audience audience, StaffId by) {
        return transactions.run(() -> running(rule, trial -> {
            if (!audience.isWiderThan(trial.audience())) {
                return new Outcome.NotWider(trial.audience());
            }
            var current = rules.lock(rule).getLast().rule();
            var now = clock.instant();
            // A trial announced for later is widened from its own beginning.
            var from = current.effectiveFrom().isAfter(now) ? current.effectiveFrom() : now;
            var whom = audience.isEveryone() ? Condition.none() : audience.condition(seed(trial.key()));
            var published = publication.of(current.as(current.version() + 1, whom, from), by);
            if (!(published instanceof PublishRule.Outcome.Done(var id, var version, var since))) {
                return new Outcome.Refused(published);
            }
            pilots.change(trial.widened(version, audience, audience.isEveryone() ? now : null));
            audit(by, "rule.pilot-widened", id, trial.audience(), audience);
            return new Outcome.Done(version, since);
        }));
    }

    @Override
    public Outcome withdraw(RuleId rule, StaffId by) {
        return transactions.run(() -> running(rule, trial -> {
            var now = clock.instant();
            rules.retire(rule, trial.key().since(), now);
            pilots.change(trial.withdrawn(now));
            audit(by, "rule.pilot-withdrawn", rule, trial.audience(), null);
            if (rules.lock(rule).stream()
                    .noneMatch(version -> version.retiredAt().isEmpty())) {
                events.publishEvent(new RuleRetired(rule, now));
            }
            return new Outcome.Done(trial.version(), now);
        }));
    }

    private Outcome running(RuleId rule, Function<Trial, Outcome> change) {
        rules.lock(rule);
        return pilots.running(rule).map(change).orElseGet(Outcome.NotRunning::new);
    }

    @Override
    public Answered answer(MemberId member, RuleId rule, Answer answer, Optional<String> comment) {
        var text = comment.map(String::strip).filter(typed -> !typed.isEmpty());
        if (text.filter(typed -> typed.codePointCount(0, typed.length()) > LONGEST_COMMENT)
                .isPresent()) {
            return new Answered.TooLong();
        }
        return transactions.run(() -> {
            var asked = participants.trialsOf(member).stream()
                    .filter(part -> part.trial().key().rule().equals(rule))
                    .findFirst();
            if (asked.isEmpty()) {
                return new Answered.NotAsked();
            }
            pilots.keep(member, asked.get().trial().key(), answer, text.orElse(null), clock.instant());
            return new Answered.Kept();
        });
    }

    /** Every trial draws other members, also of the same rule. */
    private static String seed(Key trial) {
        return trial.rule() + "/" + trial.since();
    }

    private void audit(StaffId by, String action, RuleId rule, @Nullable Audience before, @Nullable Audience after) {
        changes.record(new RecordChange.Change(by, action, "rule", rule.toString(), share(before), share(after)));
    }

    private static @Nullable String share(@Nullable Audience audience) {
        return audience == null ? null : "{\"perMille\":%d}".formatted(audience.perMille());
    }
}
