package io.perennial.points.adapter.jooq;

import static io.perennial.points.adapter.jooq.generated.tables.PointsRuleUse.POINTS_RULE_USE;

import io.perennial.membership.MemberId;
import io.perennial.points.Cap;
import io.perennial.points.EarnRule;
import io.perennial.points.RuleId;
import io.perennial.points.VerifyLedger.Breach;
import io.perennial.points.domain.RuleLimits.Span;
import io.perennial.points.domain.RuleLimits.Used;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jooq.DSLContext;

/** What counts as used of the rules' caps, against what the rules paid. */
final class CapChecks implements RuleMoves.Sink {

    private final DSLContext dsl;
    private final Faults faults;
    private final Map<Span, Used> paid = new HashMap<>();

    CapChecks(DSLContext dsl, Faults faults) {
        this.dsl = dsl;
        this.faults = faults;
    }

    @Override
    public void moved(EarnRule version, MemberId member, LocalDate day, long points, long times) {
        var windows = version.caps().stream()
                .map(Cap::window)
                .filter(window -> window != Cap.Window.ACTIVITY)
                .collect(Collectors.toSet());
        for (var window : windows) {
            paid.merge(
                    Span.of(member, version.id(), window, day),
                    new Used(points, times),
                    (before, more) -> before.and(more.points(), more.times()));
        }
    }

    /** Once the entries of a range have been gone through. */
    void check(MemberSet members) {
        var use = POINTS_RULE_USE;
        dsl.selectFrom(use).where(members.of(use.MEMBER_ID)).forEach(row -> {
            var span = new Span(
                    new MemberId(row.getMemberId()),
                    new RuleId(row.getRuleId()),
                    Cap.Window.valueOf(row.getSpan()),
                    row.getStartsOn());
            var expected = paid.remove(span);
            compare(span, new Used(row.getPoints(), row.getTimes()), expected == null ? Used.NOTHING : expected);
        });
        paid.forEach((span, expected) -> compare(span, Used.NOTHING, expected));
        paid.clear();
    }

    private void compare(Span span, Used found, Used expected) {
        if (!found.equals(expected)) {
            faults.add(
                    Breach.CAP_USED,
                    span.member().value(),
                    span.rule(),
                    "%s %s: %d (%d×)".formatted(span.window(), span.startsOn(), found.points(), found.times()),
                    "%d (%d×)".formatted(expected.points(), expected.times()));
        }
    }
}
