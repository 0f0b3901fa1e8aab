package io.perennial.points;

import static io.perennial.points.adapter.jooq.generated.tables.PointsRule.POINTS_RULE;
import static io.perennial.points.adapter.jooq.generated.tables.PointsRuleBudget.POINTS_RULE_BUDGET;
import static io.perennial.points.adapter.jooq.generated.tables.PointsRuleUse.POINTS_RULE_USE;
import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.insights.ActivityType;
import io.perennial.insights.Condition;
import io.perennial.membership.BilingualText;
import io.perennial.membership.MemberId;
import io.perennial.membership.StaffId;
import io.perennial.testing.TurnableClock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Publishes campaigns, and proves that what they say of their limits is what the ledger says. */
@Component
public class Campaigns {

    public static final RuleId CAMPAIGN = RuleId.of("01900000-0000-7000-8000-00000000f001");

    private final PublishRule publishRule;
    private final ReadStatement readStatement;
    private final TurnableClock clock;
    private final DSLContext dsl;

    Campaigns(PublishRule publishRule, ReadStatement readStatement, TurnableClock clock, DSLContext dsl) {
        this.publishRule = publishRule;
        this.readStatement = readStatement;
        this.clock = clock;
        this.dsl = dsl;
    }

    /** In force from now on. */
    public void publish(Condition condition, Formula formula, List<Cap> caps, @Nullable Long budget) {
        var outcome = publishRule.publish(
                new EarnRule(
                        CAMPAIGN,
                        1,
                        new BilingualText("加赠", "Campaign"),
                        EarnRule.Role.BONUS,
                        ActivityType.PURCHASE,
                        condition,
                        formula,
                        new Formula.Nothing(),
                        caps,
                        budget,
                        Stacking.ADD_UP,
                        0,
                        null,
                        clock.instant(),
                        null),
                StaffId.next());
        assertThat(outcome).isInstanceOf(PublishRule.Outcome.Done.class);
    }

    public void publish(EarnRule rule) {
        assertThat(publishRule.publish(rule, StaffId.next())).isInstanceOf(PublishRule.Outcome.Done.class);
    }

    /** As if it had been published then; for processes that begin after this. */
    public void predate() {
        dsl.update(POINTS_RULE)
                .set(POINTS_RULE.EFFECTIVE_FROM, Stories.LONG_AGO)
                .where(POINTS_RULE.RULE_ID.eq(CAMPAIGN.value()))
                .execute();
    }

    /** Whether the limits of these rules are used as far as the ledger says, and no further than they go. */
    public void areKept(Collection<MemberId> members, List<EarnRule> rules) {
        for (var rule : rules) {
            var paid = members.stream()
                    .mapToLong(member -> paid(member, rule.id()))
                    .sum();
            assertThat(paid).isNotNegative();
            if (rule.budget() != null) {
                assertThat(left(rule.id())).isNotNegative().isEqualTo(rule.budget() - paid);
            }
            for (var cap : rule.caps()) {
                if (cap.window() == Cap.Window.ACTIVITY) {
                    continue;
                }
                var used = dsl.selectFrom(POINTS_RULE_USE)
                        .where(
                                POINTS_RULE_USE.RULE_ID.eq(rule.id().value()),
                                POINTS_RULE_USE.SPAN.eq(cap.window().name()))
                        .fetch();
                assertThat(used.stream().mapToLong(row -> row.getPoints()).sum())
                        .isEqualTo(paid);
                assertThat(used)
                        .allSatisfy(row -> assertThat(
                                        cap.measure() == Cap.Measure.POINTS ? row.getPoints() : row.getTimes())
                                .isLessThanOrEqualTo(cap.most()));
            }
        }
    }

    /** What the ledger says that the campaign paid these members and did not take back. */
    public long paid(Collection<MemberId> members) {
        return members.stream().mapToLong(member -> paid(member, CAMPAIGN)).sum();
    }

    private long paid(MemberId member, RuleId rule) {
        var paid = 0L;
        var before = Optional.<Long>empty();
        while (true) {
            var page = readStatement.page(member, before, 200);
            for (var line : page.lines()) {
                paid += switch (line.why()) {
                    case Why.Earned why when why.rule().id().equals(rule) -> why.points();
                    case Why.TakenBack why ->
                        -why.rules().stream()
                                .filter(each -> each.rule().id().equals(rule))
                                .mapToLong(Why.Reversed::points)
                                .sum();
                    default -> 0;
                };
            }
            if (!page.hasMore()) {
                return paid;
            }
            before = Optional.of(page.lines().getLast().sequence());
        }
    }

    public long left() {
        return left(CAMPAIGN);
    }

    private long left(RuleId rule) {
        return dsl.select(DSL.sum(POINTS_RULE_BUDGET.REMAINING))
                .from(POINTS_RULE_BUDGET)
                .where(POINTS_RULE_BUDGET.RULE_ID.eq(rule.value()))
                .fetchSingle()
                .value1()
                .longValueExact();
    }

    /** Whether budget and caps are used as far as the ledger says, and no further than they go. */
    public void areKept(Collection<MemberId> members, Cap cap, long budget) {
        assertThat(left()).isNotNegative();
        assertThat(budget - left()).isEqualTo(paid(members));
        for (var member : members) {
            var used = dsl.selectFrom(POINTS_RULE_USE)
                    .where(
                            POINTS_RULE_USE.MEMBER_ID.eq(member.value()),
                            POINTS_RULE_USE.RULE_ID.eq(CAMPAIGN.value()),
                            POINTS_RULE_USE.SPAN.eq(cap.window().name()))
                    .fetch();
            assertThat(used.stream().mapToLong(row -> row.getPoints()).sum()).isEqualTo(paid(member, CAMPAIGN));
            assertThat(used).allSatisfy(row -> assertThat(row.getPoints()).isLessThanOrEqualTo(cap.most()));
        }
    }
}
