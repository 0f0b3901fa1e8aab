package io.perennial.points.adapter.jooq;

import static io.perennial.points.adapter.jooq.generated.tables.PointsRuleBudget.POINTS_RULE_BUDGET;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.sum;

import io.perennial.membership.Memory;
import io.perennial.membership.RunTransactions;
import io.perennial.points.ReadBudgets;
import io.perennial.points.RuleId;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

@Repository
class JooqBudgets implements ReadBudgets {

    private final DSLContext dsl;
    private final Memory<Map<RuleId, Budget>> lately;

    JooqBudgets(DSLContext dsl, RunTransactions transactions, Clock clock) {
        this.dsl = dsl;
        this.lately = new Memory<>(transactions, clock, () -> budgets(noCondition()));
    }

    @Override
    public Map<RuleId, Budget> of(Collection<RuleId> rules) {
        return rules.isEmpty()
                ? Map.of()
                : budgets(POINTS_RULE_BUDGET.RULE_ID.in(
                        rules.stream().map(RuleId::value).toList()));
    }

    @Override
    public Map<RuleId, Budget> lately() {
        return lately.get();
    }

    private Map<RuleId, Budget> budgets(Condition which) {
        var budgets = new HashMap<RuleId, Budget>();
        var total = sum(POINTS_RULE_BUDGET.SHARE);
        var left = sum(POINTS_RULE_BUDGET.REMAINING);
        dsl.select(POINTS_RULE_BUDGET.RULE_ID, total, left)
                .from(POINTS_RULE_BUDGET)
                .where(which)
                .groupBy(POINTS_RULE_BUDGET.RULE_ID)
                .forEach(row -> budgets.put(
                        new RuleId(row.value1()),
                        new Budget(row.value2().longValueExact(), row.value3().longValueExact())));
        return budgets;
    }
}
