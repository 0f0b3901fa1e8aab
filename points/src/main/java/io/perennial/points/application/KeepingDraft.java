package io.perennial.points.application;

import io.perennial.membership.RecordChange;
import io.perennial.membership.RunTransactions;
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

    private final RunTransactions transactions;
    private final RuleDrafts drafts;
    private final EarnRules rules;
    private final RecordChange changes;
    private final Clock clock;

    KeepingDraft(RunTransactions transactions, RuleDrafts drafts, EarnRules rules, RecordChange changes, Clock clock) {
        this.transactions = transactions;
        this.drafts = drafts;
        this.rules = rules;
        this.changes = changes;
        this.clock = clock;
    }

    @Override
    public Outcome keep(Sketch sketch, int edition, StaffId by) {
        return transactions.run(() -> store(sketch, edition, by));
    }

    private Outcome store(Sketch sketch, int edition, StaffId by) {
        var before = drafts.lock(sketch.id());
        if (before.map(Draft::edition).orElse(0) != edition) {
            return new Outcome.ChangedMeanwhile();
        }
        var draft = new Draft(sketch, edition + 1, clock.instant(), by);
        if (before.isPresent()) {
            drafts.replace(draft);
        } else if (!drafts.add(draft)) {
            return new Outcome.ChangedMeanwhile();
        }
        audit(by, "rule.draft-kept", sketch.id(), before.map(Draft::sketch).orElse(null), sketch);
        return new Outcome.Kept(draft.edition());
    }

    @Override
    public void discard(RuleId rule, StaffId by) {
        transactions.run(() -> {
            drafts.lock(rule).ifPresent(draft -> {
                drafts.remove(rule);
                audit(by, "rule.draft-discarded", rule, draft.sketch(), null);
            });
            return rule;
        });
    }

    private void audit(StaffId by, String action, RuleId rule, @Nullable Sketch before, @Nullable Sketch after) {
        changes.record(new RecordChange.Change(by, action, "rule", rule.toString(), json(before), json(after)));
    }

    /** The rule itself, or what is known of one that is not complete. */
    private @Nullable String json(@Nullable Sketch sketch) {
        if (sketch == null) {
            return null;
        }
        return sketch.rule()
                .map(rules::asJson)
                .orElseGet(() -> AsJson.of(
                        new Incomplete(sketch.version(), new Name(sketch.nameZh(), sketch.nameEn()), sketch.role())));
    }

    private record Incomplete(int version, Name name, EarnRule.Role role) {}

    private record Name(String zh, String en) {}
}
