package io.perennial.points.adapter.jooq;

import static io.perennial.points.adapter.jooq.generated.tables.PointsRuleBudget.POINTS_RULE_BUDGET;
import static io.perennial.points.adapter.jooq.generated.tables.PointsRuleUse.POINTS_RULE_USE;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;
import static org.jooq.impl.DSL.excluded;
import static org.jooq.impl.DSL.or;

import io.perennial.membership.MemberId;
import io.perennial.points.Cap;
import io.perennial.points.RuleId;
import io.perennial.points.domain.RuleLimits;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Gatherers;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

@Repository
class JooqRuleLimits implements RuleLimits {

    private static final int ROWS = 1_000;

    private static final Comparator<Span> IN_ORDER = Comparator.comparing(Span::member)
            .thenComparing(span -> span.rule().toString())
            .thenComparing(Span::window)
            .thenComparing(Span::startsOn);

    private final DSLContext dsl;
    private final Slots budgets;

    JooqRuleLimits(DSLContext dsl) {
        this.dsl = dsl;
        this.budgets = new Slots(
                dsl,
                POINTS_RULE_BUDGET,
                POINTS_RULE_BUDGET.RULE_ID,
                POINTS_RULE_BUDGET.SLOT,
                POINTS_RULE_BUDGET.SHARE,
                POINTS_RULE_BUDGET.REMAINING);
    }

    @Override
    public Map<Span, Used> used(Collection<Span> spans) {
        var use = POINTS_RULE_USE;
        var used = new HashMap<Span, Used>();
        spans.stream().distinct().gather(Gatherers.windowFixed(ROWS)).forEach(some -> {
            var these = some.stream()
                    .collect(groupingBy(
                            span -> new Window(span.rule(), span.window()),
                            groupingBy(
                                    Span::startsOn,
                                    mapping(span -> span.member().value(), toSet()))))
                    .entrySet()
                    .stream()
                    .flatMap(window -> window.getValue().entrySet().stream()
                            .map(start -> use.MEMBER_ID
                                    .in(start.getValue())
                                    .and(use.RULE_ID.eq(window.getKey().rule().value()))
                                    .and(use.SPAN.eq(window.getKey().window().name()))
                                    .and(use.STARTS_ON.eq(start.getKey()))))
                    .toList();
            dsl.selectFrom(use)
                    .where(or(these))
                    .forEach(row -> used.put(
                            new Span(
                                    new MemberId(row.getMemberId()),
                                    new RuleId(row.getRuleId()),
                                    Cap.Window.valueOf(row.getSpan()),
                                    row.getStartsOn()),
                            new Used(row.getPoints(), row.getTimes())));
        });
        return used;
    }

    private record Window(RuleId rule, Cap.Window window) {}

    @Override
    public void store(Map<Span, Used> used) {
        var use = POINTS_RULE_USE;
        used.keySet().stream()
                .sorted(IN_ORDER)
                .gather(Gatherers.windowFixed(ROWS))
                .forEach(some -> {
                    var insert = dsl.insertInto(
                            use, use.MEMBER_ID, use.RULE_ID, use.SPAN, use.STARTS_ON, use.POINTS, use.TIMES);
                    for (var span : some) {
                        var now = used.getOrDefault(span, Used.NOTHING);
                        insert = insert.values(
                                span.member().value(),
                                span.rule().value(),
                                span.window().name(),
                                span.startsOn(),
                                now.points(),
                                now.times());
                    }
                    insert.onDuplicateKeyUpdate()
                            .set(use.POINTS, excluded(use.POINTS))
                            .set(use.TIMES, excluded(use.TIMES))
                            .execute();
                });
    }

    @Override
    public long draw(RuleId rule, long wanted, MemberId by) {
        return budgets.draw(rule.value(), wanted, by);
    }

    @Override
    public void giveBack(RuleId rule, long points, MemberId by) {
        budgets.giveBack(rule.value(), points, by);
    }

    @Override
    public void setBudget(RuleId rule, long total) {
        budgets.limit(rule.value(), total, 0);
    }
}
