package io.perennial.points.domain;

import io.perennial.points.Cap;
import io.perennial.points.EarnRule;
import java.time.LocalDate;

/** What a member's caps and the rules' budgets have left when an activity is judged. */
public interface Allowances {

    Allowances UNLIMITED = new Allowances() {
        @Override
        public long ofCap(EarnRule rule, Cap cap, LocalDate day) {
            return Long.MAX_VALUE;
        }

        @Override
        public long ofBudget(EarnRule rule, long wanted) {
            return Long.MAX_VALUE;
        }
    };

    /**
     * Points or times, as the cap measures; 0 or less when it is used up.
     *
     * @param cap one of the rule's, counted over more than one activity
     * @param day the local one on which the activity happened
     */
    long ofCap(EarnRule rule, Cap cap, LocalDate day);

    /**
     * Asked only for a rule that has a budget; whoever asks may still not use it.
     *
     * @return at least what is wanted, or what is left; 0 when it is gone
     */
    long ofBudget(EarnRule rule, long wanted);
}
