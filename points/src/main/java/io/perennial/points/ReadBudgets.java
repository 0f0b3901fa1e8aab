package io.perennial.points;

import java.util.Collection;
import java.util.Map;

/** What is left of the budgets of rules. */
public interface ReadBudgets {

    /** Of those rules that have a budget in their newest version; one statement. */
    Map<RuleId, Budget> of(Collection<RuleId> rules);

    /** Of all rules that have one, as they were two seconds ago at most: for what is shown to everybody. */
    Map<RuleId, Budget> lately();

    /** @param left points; below zero when the budget was made smaller than what had been paid */
    record Budget(long total, long left) {

        public long spent() {
            return total - left;
        }
    }
}
