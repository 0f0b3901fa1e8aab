package io.perennial.points.domain;

import io.perennial.membership.MemberId;
import io.perennial.points.Cap;
import io.perennial.points.EarnRule;
import io.perennial.points.RuleId;
import io.perennial.points.Why;
import io.perennial.points.domain.RuleLimits.Span;
import io.perennial.points.domain.RuleLimits.Used;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What caps and budgets have left while one call works; all its members' accounts are locked. What a budget is likely to
 * have to give in this call is drawn at once, and what was not needed is given back at the end.
 */
public final class Limits {

    private final RuleLimits stored;
    private final MemberId by;
    private final Map<Span, Used> used = new HashMap<>();

    /** What members who went into these used before; counted with it, and kept apart. */
    private final Map<Span, Used> before;

    private final Set<Span> changed = new HashSet<>();
    private final Map<RuleId, Long> drawn = new TreeMap<>(Comparator.comparing(RuleId::toString));
    private final Set<RuleId> gone = new HashSet<>();

    /** @param by a member of the call, always the same one for the same members */
    public Limits(RuleLimits stored, Collection<Span> spans, MemberId by) {
        this(stored, spans, Map.of(), by);
    }

    public Limits(RuleLimits stored, Collection<Span> spans, Map<Span, Used> before, MemberId by) {
        this.before = Map.copyOf(before);
        this.stored = stored;
        this.by = by;
        if (!spans.isEmpty()) {
            used.putAll(stored.used(spans));
        }
    }

    /** The windows of a rule's caps that an activity of this day lies in. */
    public static Set<Span> spans(EarnRule rule, MemberId member, LocalDate day) {
        var spans = new HashSet<Span>();
        for (var cap : rule.caps()) {
            if (cap.window() != Cap.Window.ACTIVITY) {
                spans.add(Span.of(member, rule.id(), cap.window(), day));
            }
        }
        return spans;
    }

    /** @param toCome how many activities the call has still to judge after this one */
    public Allowances of(MemberId member, int toCome) {
        return new Allowances() {
            @Override
            public long ofCap(EarnRule rule, Cap cap, LocalDate day) {
                var span = Span.of(member, rule.id(), cap.window(), day);
                var earlier = before.getOrDefault(span, Used.NOTHING);
                var there = used.getOrDefault(span, Used.NOTHING).and(earlier.points(), earlier.times());
                return cap.most() - (cap.measure() == Cap.Measure.POINTS ? there.points() : there.times());
            }

            @Override
            public long ofBudget(EarnRule rule, long wanted) {
                return draw(rule, wanted, toCome);
            }
        };
    }

    private long draw(EarnRule rule, long wanted, int toCome) {
        var there = drawn.getOrDefault(rule.id(), 0L);
        if (there >= wanted || gone.contains(rule.id())) {
            return there;
        }
        var ask = Math.min(wanted, EarnRule.LARGEST_BUDGET) * (toCome + 1L) - there;
        var got = stored.draw(rule.id(), ask, by);
        if (got < ask) {
            gone.add(rule.id());
        }
        drawn.put(rule.id(), there + got);
        return there + got;
    }

    public void use(Assessment assessment, MemberId member, LocalDate day) {
        for (var award : assessment.awards()) {
            var rule = award.rule();
            var points = award.why().points();
            for (var span : spans(rule, member, day)) {
                put(span, used.getOrDefault(span, Used.NOTHING).and(points, 1));
            }
            if (rule.budget() != null) {
                drawn.merge(rule.id(), -points, Long::sum);
            }
        }
    }

    /** A refund gives back what its purchase used. */
    public void giveBack(Collection<Why.Reversed> reversed, RuleBook book, MemberId member, LocalDate day) {
        for (var each : reversed) {
            var rule = book.version(each.rule().id(), each.rule().version());
            for (var span : spans(rule, member, day)) {
                var before = used.getOrDefault(span, Used.NOTHING);
                put(
                        span,
                        new Used(
                                Math.max(0, before.points() - each.points()),
                                Math.max(0, before.times() - (each.whole() ? 1 : 0))));
            }
            if (rule.budget() != null) {
                drawn.merge(rule.id(), each.points(), Long::sum);
            }
        }
    }

    private void put(Span span, Used now) {
        used.put(span, now);
        changed.add(span);
    }

    public void store() {
        if (!changed.isEmpty()) {
            var now = new HashMap<Span, Used>();
            changed.forEach(span -> now.put(span, used.getOrDefault(span, Used.NOTHING)));
            stored.store(now);
        }
        drawn.forEach((rule, left) -> {
            if (left > 0) {
                stored.giveBack(rule, left, by);
            }
        });
    }
}
