package io.perennial.points;

import io.perennial.insights.Circumstances;
import java.util.List;

/** What one activity would earn if a version of a rule were published; nothing is stored. */
public interface TryRule {

    /** By all rules together, this version in the place of its own rule's; caps and budgets are taken as unused. */
    Trial attempt(EarnRule version, Circumstances circumstances);

    /**
     * @param paid what each rule would pay, base rules first
     * @param notPaid the others that are in force, with the reason
     */
    record Trial(List<Why.Earned> paid, List<Why.NotPaid> notPaid) {

        public Trial {
            paid = List.copyOf(paid);
            notPaid = List.copyOf(notPaid);
        }
    }
}
