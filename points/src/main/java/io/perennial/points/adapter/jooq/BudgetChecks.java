package io.perennial.points.adapter.jooq;

import static io.perennial.points.adapter.jooq.generated.tables.PointsEntry.POINTS_ENTRY;
import static io.perennial.points.adapter.jooq.generated.tables.PointsRule.POINTS_RULE;
import static io.perennial.points.adapter.jooq.generated.tables.PointsRuleBudget.POINTS_RULE_BUDGET;
import static org.jooq.impl.DSL.sum;

import io.perennial.membership.MemberId;
import io.perennial.points.EarnRule;
import io.perennial.points.EntryKind;
import io.perennial.points.VerifyLedger.Breach;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What counts as used of the rules' budgets, against what the rules paid all members. The ranges of members are not read at the
 * same moment, so where the two differ because something was booked meanwhile, or seem to, the rule's entries are counted once
 * more, all at one moment.
 */
final class BudgetChecks implements RuleMoves.Sink {

    private final DSLContext dsl;
    private final Map<UUID, Long> paid = new HashMap<>();

    BudgetChecks(DSLContext dsl) {
        this.dsl = dsl;
    }

    /** What a version without a budget pays is drawn from none. */
    @Override
    public void moved(EarnRule version, MemberId member, LocalDate day, long points, long times) {
        if (version.budget() != null) {
            paid.merge(version.id().value(), points, Long::sum);
        }
    }

    /** Once all entries have been gone through. */
    void check(TransactionTemplate oneMoment, ZoneId zone, Faults faults) {
        var suspects = differing(used());
        if (!suspects.isEmpty()) {
            oneMoment.executeWithoutResult(status -> {
                var again = new BudgetChecks(dsl);
                new EntryWalk(dsl)
                        .through(
                                MemberRange.ALL,
                                POINTS_ENTRY.RULE_ID.in(suspects).or(POINTS_ENTRY.KIND.eq(EntryKind.TAKEN_BACK.name())),
                                List.of(new RuleMoves(dsl, zone, new Faults(), List.of(again))));
                var used = used();
                for (var rule : again.differing(used)) {
                    if (suspects.contains(rule)) {
                        faults.add(
                                Breach.BUDGET_USED,
                                null,
                                rule,
                                used.getOrDefault(rule, 0L),
                                again.paid.getOrDefault(rule, 0L));
                    }
                }
            });
        }
    }

    private TreeSet<UUID> differing(Map<UUID, Long> used) {
        var rules = new TreeSet<>(paid.keySet());
        rules.addAll(used.keySet());
        rules.removeIf(rule -> used.getOrDefault(rule, 0L).longValue() == paid.getOrDefault(rule, 0L));
        return rules;
    }

    /** Rules of which any version has a budget, or for which one is kept. */
    static Set<UUID> limited(DSLContext dsl) {
        var rules = new TreeSet<>(new BudgetChecks(dsl).used().keySet());
        dsl.selectFrom(POINTS_RULE).forEach(row -> {
            if (JooqEarnRules.toPublished(row).rule().budget() != null) {
                rules.add(row.getRuleId());
            }
        });
        return rules;
    }

    private Map<UUID, Long> used() {
        var used = sum(POINTS_RULE_BUDGET.SHARE.minus(POINTS_RULE_BUDGET.REMAINING));
        return dsl.select(POINTS_RULE_BUDGET.RULE_ID, used)
                .from(POINTS_RULE_BUDGET)
                .groupBy(POINTS_RULE_BUDGET.RULE_ID)
                .fetchMap(row -> row.value1(), row -> row.value2().longValue());
    }
}
