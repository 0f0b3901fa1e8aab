package io.perennial.points.application;

import io.perennial.insights.Circumstances;
import io.perennial.points.AssessActivity;
import io.perennial.points.EarnRule;
import io.perennial.points.Why;
import io.perennial.points.domain.Allowances;
import io.perennial.points.domain.Award;
import io.perennial.points.domain.EarnRules;
import java.util.List;
import org.springframework.stereotype.Component;

@Component
class AssessingActivity implements AssessActivity {

    private final EarnRules rules;

    AssessingActivity(EarnRules rules) {
        this.rules = rules;
    }

    @Override
    public List<Why> assess(Circumstances circumstances, List<EarnRule> drafts) {
        var assessment = rules.book().with(drafts).assess(circumstances, Allowances.UNLIMITED);
        return assessment.awards().isEmpty()
                ? List.of(new Why.EarnedNothing(assessment.notPaid()))
                : assessment.awards().stream().<Why>map(Award::why).toList();
    }
}
