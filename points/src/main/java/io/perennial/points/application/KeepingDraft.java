package io.perennial.points.application;

import io.perennial.membership.RecordChange;
import io.perennial.membership.StaffId;
import io.perennial.points.EarnRule;
import io.perennial.points.KeepDraft;
import io.perennial.points.ReadDrafts.Draft;
import io.perennial.points.RuleId;
import io.perennial.points.domain.EarnRules;
import io.perennial.points.domain.RuleDrafts;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

@Component
class KeepingDraft implements KeepDraft {

    private final Transactions transactions;
    private final RuleDrafts drafts;
    private final EarnRules rules;
    private final RecordChange changes;
    private final Clock clock;

    KeepingDraft(Transactions transactions, RuleDrafts drafts, EarnRules rules, RecordChange changes, Clock clock) {
        this.transactions = transactions;
        this.drafts = drafts;
        this.rules = rules;
        this.changes = changes;
        this.clock = clock;
    }

    @Override
    public Outcome keep(EarnRule rule, int edition, StaffId by) {
        return transactions.run(() -> store(rule, edition, by));
    }

    private Outcome store(EarnRule rule, int edition, StaffId by) {
        var before = drafts.lock(rule.id());
        if (before.map(Draft::edition).orElse(0) != edition) {
            return new Outcome.ChangedMeanwhile();
        }
        var draft = new Draft(rule, edition + 1, clock.instant(), by);
        if (before.isPresent()) {
            drafts.replace(draft);
        } else if (!drafts.add(draft)) {
            return new Outcome.ChangedMeanwhile();
        }
        audit(by, "rule.draft-kept", rule.id(), before.map(Draft::rule).orElse(null), rule);
        return new Outcome.Kept(draft.edition());
    }

    @Override
    public void discard(RuleId rule, StaffId by) {
        transactions.run(() -> {
            drafts.lock(rule).ifPresent(draft -> {
                drafts.remove(rule);
                audit(by, "rule.draft-discarded", rule, draft.rule(), null);
            });
            return rule;
        });
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
