package io.perennial.points;

import io.perennial.insights.Circumstances;
import java.util.List;

/** Tells what an activity would earn; it moves nothing and uses no cap or budget up. */
public interface AssessActivity {

    /**
     * Judged by the rules in force when it happened.
     *
     * @param drafts versions that are tried in the place of all those of the same rules; may be empty
     * @return what would be stored with its entries: {@link Why.Earned} for each rule that pays, or one
     *     {@link Why.EarnedNothing}
     */
    List<Why> assess(Circumstances circumstances, List<EarnRule> drafts);
}
