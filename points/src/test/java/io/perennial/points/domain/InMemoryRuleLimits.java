package io.perennial.points.domain;

import io.perennial.membership.MemberId;
import io.perennial.points.RuleId;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Caps and budgets in memory. */
public final class InMemoryRuleLimits implements RuleLimits {

    public final Map<Span, Used> used = new HashMap<>();
    public final Map<RuleId, Long> share = new HashMap<>();
    public final Map<RuleId, Long> remaining = new HashMap<>();

    @Override
    public Map<Span, Used> used(Collection<Span> spans) {
        var found = new HashMap<Span, Used>();
        spans.stream().filter(used::containsKey).forEach(span -> found.put(span, used.get(span)));
        return found;
    }

    @Override
    public void store(Map<Span, Used> now) {
        used.putAll(now);
    }

    @Override
    public long draw(RuleId rule, long wanted, MemberId by) {
        var got = Math.clamp(remaining.getOrDefault(rule, 0L), 0, wanted);
        remaining.merge(rule, -got, Long::sum);
        return got;
    }

    @Override
    public void giveBack(RuleId rule, long points, MemberId by) {
        remaining.merge(rule, points, Long::sum);
    }

    @Override
    public void setBudget(RuleId rule, long budget) {
        remaining.merge(rule, budget - share.getOrDefault(rule, 0L), Long::sum);
        share.put(rule, budget);
    }
}
