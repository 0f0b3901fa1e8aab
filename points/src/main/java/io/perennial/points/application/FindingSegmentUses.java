package io.perennial.points.application;

import io.perennial.insights.FindSegmentUses;
import io.perennial.membership.BilingualText;
import io.perennial.points.EarnRule;
import io.perennial.points.ReadRules;
import io.perennial.points.domain.Pilots;
import io.perennial.points.domain.Pilots.Trial;
import java.time.Clock;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Rules that are in force or will be, of which one version or another asks for the segment, or is being tried with it. */
@Component
class FindingSegmentUses implements FindSegmentUses {

    private final ReadRules rules;
    private final Pilots pilots;
    private final Clock clock;

    FindingSegmentUses(ReadRules rules, Pilots pilots, Clock clock) {
        this.rules = rules;
        this.pilots = pilots;
        this.clock = clock;
    }

    @Override
    public List<BilingualText> of(String segment) {
        var tried = pilots.running().stream()
                .filter(trial -> trial.audience().among().segments().contains(segment))
                .map(Trial::key)
                .map(Pilots.Key::rule)
                .collect(Collectors.toSet());
        return rules.current().stream()
                .map(ReadRules.Published::rule)
                .filter(rule ->
                        tried.contains(rule.id()) || rule.judged().segments().contains(segment))
                .filter(rule ->
                        rule.effectiveUntil() == null || rule.effectiveUntil().isAfter(clock.instant()))
                .map(EarnRule::name)
                .distinct()
                .toList();
    }
}
