package io.perennial.points.adapter.jooq;

import static io.perennial.points.adapter.jooq.generated.tables.PointsRuleBudget.POINTS_RULE_BUDGET;
import static org.jooq.impl.DSL.sum;

import io.perennial.points.ReadBudgets;
import io.perennial.points.RuleId;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

@Repository
class JooqBudgets implements ReadBudgets {

    private final DSLContext dsl;

    JooqBudgets(DSLContext dsl) {
        this.dsl = dsl;
    }

    @Override
    public Map<RuleId, Budget> of(Collection<RuleId> rules) {
        var budgets = new HashMap<RuleId, Budget>();
        if (rules.isEmpty()) {
            return budgets;
        }
        var total = sum(POINTS_RULE_BUDGET.SHARE);
        var left = sum(POINTS_RULE_BUDGET.REMAINING);
        dsl.select(POINTS_RULE_BUDGET.RULE_ID, total, left)
                .from(POINTS_RULE_BUDGET)
                .where(POINTS_RULE_BUDGET.RULE_ID.in(
                        rules.stream().map(RuleId::value).toList()))
                .groupBy(POINTS_RULE_BUDGET.RULE_ID)
                .forEach(row -> budgets.put(
                        new RuleId(row.value1()),
                        new Budget(row.value2().longValueExact(), row.value3().longValueExact())));
        return budgets;
    }
}
