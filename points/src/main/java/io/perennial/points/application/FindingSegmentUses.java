package io.perennial.points.application;

import io.perennial.insights.FindSegmentUses;
import io.perennial.membership.BilingualText;
import io.perennial.points.EarnRule;
import io.perennial.points.ReadRules;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Component;

/** Rules that are in force or will be, of which one version or another asks for the segment. */
@Component
class FindingSegmentUses implements FindSegmentUses {

    private final ReadRules rules;
    private final Clock clock;

    FindingSegmentUses(ReadRules rules, Clock clock) {
        this.rules = rules;
        this.clock = clock;
    }

    @Override
    public List<BilingualText> of(String segment) {
        return rules.current().stream()
                .map(ReadRules.Published::rule)
                .filter(rule -> rule.condition().segments().contains(segment))
                .filter(rule ->
                        rule.effectiveUntil() == null || rule.effectiveUntil().isAfter(clock.instant()))
                .map(EarnRule::name)
                .toList();
    }
}
