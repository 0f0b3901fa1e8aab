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

    /** So many people can draw from one budget at the same time. */
    private static final int SLOTS = 8;

    private static final Comparator<Span> IN_ORDER = Comparator.comparing(Span::member)
            .thenComparing(span -> span.rule().toString())
            .thenComparing(Span::window)
            .thenComparing(Span::startsOn);

    private final DSLContext dsl;

    JooqRuleLimits(DSLContext dsl) {
        this.dsl = dsl;
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

    /**
     * From a slot of one's own, as long as that has enough: one statement, for which few others wait. Else from all of them,
     * locked in their order and only those that have anything, so that nobody waits for a budget that is gone.
     */
    @Override
    public long draw(RuleId rule, long wanted, MemberId by) {
        var budget = POINTS_RULE_BUDGET;
        var drawn = dsl.update(budget)
                .set(budget.REMAINING, budget.REMAINING.minus(wanted))
                .where(budget.RULE_ID.eq(rule.value()), budget.SLOT.eq(slot(by)), budget.REMAINING.ge(wanted))
                .execute();
        if (drawn == 1) {
            return wanted;
        }
        var slots = dsl.selectFrom(budget)
                .where(budget.RULE_ID.eq(rule.value()), budget.REMAINING.ne(0L))
                .orderBy(budget.SLOT)
                .forUpdate()
                .fetch();
        var missing = Math.min(
                wanted,
                Math.max(
                        0, slots.stream().mapToLong(slot -> slot.getRemaining()).sum()));
        var got = missing;
        for (var slot : slots) {
            var part = Math.min(missing, slot.getRemaining());
            if (part > 0) {
                dsl.update(budget)
                        .set(budget.REMAINING, budget.REMAINING.minus(part))
                        .where(budget.RULE_ID.eq(rule.value()), budget.SLOT.eq(slot.getSlot()))
                        .execute();
                missing -= part;
            }
        }
        return got;
    }

    @Override
    public void giveBack(RuleId rule, long points, MemberId by) {
        var budget = POINTS_RULE_BUDGET;
        // What is missing in the first slot comes before anything can be drawn again.
        var filled = dsl.update(budget)
                .set(budget.REMAINING, budget.REMAINING.plus(points))
                .where(budget.RULE_ID.eq(rule.value()), budget.SLOT.eq(0), budget.REMAINING.lt(0L))
                .execute();
        if (filled == 0) {
            dsl.update(budget)
                    .set(budget.REMAINING, budget.REMAINING.plus(points))
                    .where(budget.RULE_ID.eq(rule.value()), budget.SLOT.eq(slot(by)))
                    .execute();
        }
    }

    @Override
    public void setBudget(RuleId rule, long total) {
        var budget = POINTS_RULE_BUDGET;
        var slots = dsl.selectFrom(budget)
                .where(budget.RULE_ID.eq(rule.value()))
                .orderBy(budget.SLOT)
                .forUpdate()
                .fetch();
        var before = slots.stream().mapToLong(slot -> slot.getShare()).sum();
        var left = slots.stream().mapToLong(slot -> slot.getRemaining()).sum() + total - before;
        var insert = dsl.insertInto(budget, budget.RULE_ID, budget.SLOT, budget.SHARE, budget.REMAINING);
        for (var slot = 0; slot < SLOTS; slot++) {
            insert = insert.values(
                    rule.value(), slot, part(total, slot), left < 0 ? slot == 0 ? left : 0 : part(left, slot));
        }
        insert.onDuplicateKeyUpdate()
                .set(budget.SHARE, excluded(budget.SHARE))
                .set(budget.REMAINING, excluded(budget.REMAINING))
                .execute();
    }

    private static long part(long whole, int slot) {
        return whole / SLOTS + (slot < whole % SLOTS ? 1 : 0);
    }

    private static int slot(MemberId member) {
        return Math.floorMod(member.value().hashCode(), SLOTS);
    }
}
