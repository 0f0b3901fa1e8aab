package io.perennial.points.domain;

import io.perennial.membership.MemberId;
import io.perennial.points.RuleId;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Caps and budgets of one replay, which nobody else touches. */
public final class InMemoryRuleLimits implements RuleLimits {

    private final Map<Span, Used> used = new HashMap<>();
    private final Map<RuleId, Long> share = new HashMap<>();
    private final Map<RuleId, Long> remaining = new HashMap<>();

    @Override
    public Map<Span, Used> used(Collection<Span> spans) {
        var found = new HashMap<Span, Used>();
        for (var span : spans) {
            var there = used.get(span);
            if (there != null) {
                found.put(span, there);
            }
        }
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

    /** All that was used so far. */
    public Map<Span, Used> used() {
        return Map.copyOf(used);
    }

    /** What is left of every budget. */
    public Map<RuleId, Long> remaining() {
        return Map.copyOf(remaining);
    }
}
