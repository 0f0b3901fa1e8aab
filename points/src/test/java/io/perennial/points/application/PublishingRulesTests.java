package io.perennial.points.application;

import static io.perennial.points.Stories.LONG_AGO;
import static io.perennial.points.Stories.NOON;
import static io.perennial.points.Stories.PURCHASE_RULE;
import static io.perennial.points.Stories.perAmount;
import static io.perennial.points.Stories.rule;
import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.insights.Condition;
import io.perennial.membership.RecordChange;
import io.perennial.membership.StaffId;
import io.perennial.points.EarnRule;
import io.perennial.points.Formula;
import io.perennial.points.PublishRule.Outcome;
import io.perennial.points.RuleId;
import io.perennial.points.RulePublished;
import io.perennial.points.RuleRetired;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class PublishingRulesTests {

    private static final StaffId STAFF = StaffId.next();
    private static final RuleId NEW = RuleId.of("01900000-0000-7000-8000-00000000d001");

    private final PointsInMemory points = new PointsInMemory();

    @Test
    void publishes_a_new_rule_audited() {
        var rule = version(NEW, 1, NOON);

        assertThat(publish(rule)).isEqualTo(new Outcome.Done(NEW, 1, NOON));
        assertThat(points.changes)
                .containsExactly(new RecordChange.Change(
                        STAFF, "rule.published", "rule", NEW.toString(), null, rule.toString()));
        assertThat(points.events).containsExactly(new RulePublished(NEW, 1, NOON));
    }

    @Test
    void publishes_the_next_version_audited_with_what_stood_there() {
        assertThat(publish(version(PURCHASE_RULE, 2, NOON))).isEqualTo(new Outcome.Done(PURCHASE_RULE, 2, NOON));
        assertThat(points.changes.getFirst().before())
                .isEqualTo(points.rules.versions.getFirst().rule().toString());
    }

    @Test
    void refuses_who_did_not_see_the_newest_version() {
        publish(version(PURCHASE_RULE, 2, NOON));

        assertThat(publish(version(PURCHASE_RULE, 2, NOON))).isEqualTo(new Outcome.ChangedMeanwhile(2));
        assertThat(publish(version(PURCHASE_RULE, 1, NOON))).isEqualTo(new Outcome.ChangedMeanwhile(2));
        assertThat(publish(version(PURCHASE_RULE, 4, NOON))).isEqualTo(new Outcome.ChangedMeanwhile(2));
        assertThat(points.changes).hasSize(1);
    }

    @Test
    void refuses_what_starts_in_the_past_or_before_what_it_follows() {
        assertThat(publish(version(PURCHASE_RULE, 2, NOON.minusSeconds(61)))).isEqualTo(new Outcome.StartsTooEarly());
        assertThat(publish(version(PURCHASE_RULE, 2, NOON.minusSeconds(60)))).isInstanceOf(Outcome.Done.class);
        assertThat(publish(version(NEW, 1, LONG_AGO))).isEqualTo(new Outcome.StartsTooEarly());

        var later = NOON.plus(Duration.ofDays(3));
        assertThat(publish(version(PURCHASE_RULE, 3, later))).isInstanceOf(Outcome.Done.class);
        assertThat(publish(version(PURCHASE_RULE, 4, later.minusSeconds(1)))).isEqualTo(new Outcome.StartsTooEarly());
        assertThat(publish(version(PURCHASE_RULE, 4, later))).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void refuses_a_version_of_a_rule_that_is_not_there() {
        assertThat(publish(version(NEW, 2, NOON))).isEqualTo(new Outcome.UnknownRule());
        assertThat(points.publishRule.retire(NEW, STAFF)).isEqualTo(new Outcome.UnknownRule());
    }

    @Test
    void refuses_a_currency_in_which_nobody_can_buy() {
        var dollars = rule(
                NEW,
                1,
                new Condition.Not(new Condition.CurrencyIn(new TreeSet<>(Set.of("USD")))),
                perAmount(1, "1.00"),
                new Formula.Nothing(),
                NOON);

        assertThat(publish(dollars)).isEqualTo(new Outcome.CurrencyNotConfigured("USD"));
    }

    @Test
    void retires_a_rule_once_and_for_good() {
        assertThat(points.publishRule.retire(PURCHASE_RULE, STAFF)).isEqualTo(new Outcome.Done(PURCHASE_RULE, 1, NOON));
        points.clock.turn(Duration.ofHours(1));

        assertThat(points.publishRule.retire(PURCHASE_RULE, STAFF)).isEqualTo(new Outcome.Done(PURCHASE_RULE, 1, NOON));
        assertThat(publish(version(PURCHASE_RULE, 2, points.clock.instant()))).isEqualTo(new Outcome.UnknownRule());
        assertThat(points.changes).extracting(RecordChange.Change::action).containsExactly("rule.retired");
        assertThat(points.events).containsExactly(new RuleRetired(PURCHASE_RULE, NOON));
    }

    private Outcome publish(EarnRule rule) {
        return points.publishRule.publish(rule, STAFF);
    }

    private static EarnRule version(RuleId id, int version, Instant from) {
        return rule(id, version, perAmount(2, "1.00"), new Formula.Nothing(), from);
    }
}
