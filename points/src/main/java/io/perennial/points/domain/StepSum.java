package io.perennial.points.domain;

import io.perennial.points.Mission.Step;
import io.perennial.points.domain.Missions.Sum;
import java.math.BigDecimal;

/** What was done for a step, in the unit of its target. */
public record StepSum(Step step, BigDecimal done) {

    public static StepSum of(Step step, Sum sum) {
        var currency = step.currency();
        return new StepSum(
                step,
                switch (step.measure()) {
                    case TIMES -> BigDecimal.valueOf(sum.times());
                    case DAYS -> BigDecimal.valueOf(sum.days());
                    case AMOUNT -> BigDecimal.valueOf(sum.amount(), currency == null ? 0 : currency.getDecimalPlaces());
                });
    }

    public boolean isReached() {
        return done.compareTo(BigDecimal.valueOf(step.target())) >= 0;
    }
}
