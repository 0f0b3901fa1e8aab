package io.perennial.points.application;

import io.perennial.insights.Circumstances;
import io.perennial.points.EarnRule;
import io.perennial.points.ReadRules.Published;
import io.perennial.points.TryRule;
import io.perennial.points.domain.Allowance;
import io.perennial.points.domain.Award;
import io.perennial.points.domain.EarnRules;
import java.time.Clock;
import java.util.Optional;
import org.springframework.stereotype.Component;

@Component
class TryingRule implements TryRule {

    private final EarnRules rules;
    private final Clock clock;

    TryingRule(EarnRules rules, Clock clock) {
        this.rules = rules;
        this.clock = clock;
    }

    @Override
    public Trial attempt(EarnRule version, Circumstances circumstances) {
        var book = rules.book().with(new Published(version, clock.instant(), Optional.empty()));
        var assessment = book.assess(circumstances, Allowance.UNLIMITED);
        return new Trial(assessment.awards().stream().map(Award::why).toList(), assessment.notPaid());
    }
}
