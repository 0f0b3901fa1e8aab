package io.perennial.points.domain;

import io.perennial.points.EarnRule;
import io.perennial.points.Points;
import io.perennial.points.Why;
import java.util.List;

/** What one version of a rule pays for an activity. Never nothing: points or growth, or both. */
public record Award(EarnRule rule, Why.Earned why) {

    /** Tells also of the rules that did not pay. */
    Award beside(List<Why.NotPaid> others) {
        return new Award(rule, why.beside(others));
    }

    public Points points() {
        return Points.of(why.points());
    }

    public long growth() {
        return why.growth();
    }
}
