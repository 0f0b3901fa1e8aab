package io.perennial.points;

import static io.perennial.points.Stories.MUG;
import static io.perennial.points.Stories.purchase;
import static io.perennial.points.Stories.refund;
import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.insights.Activity;
import io.perennial.insights.Condition;
import io.perennial.points.SpendPoints.Spending;
import io.perennial.testing.TurnableClock;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The busy path is as fast as its statements are few. */
@PointsTest
class StatementsTests {

    @Autowired
    private EarnPoints earnPoints;

    @Autowired
    private SpendPoints spendPoints;

    @Autowired
    private ReadStatement readStatement;

    @Autowired
    private ReadBalance readBalance;

    @Autowired
    private Campaigns campaigns;

    @Autowired
    private TurnableClock clock;

    @Autowired
    private Members members;

    @Autowired
    private Statements statements;

    @BeforeEach
    void warm_up() {
        earnPoints.earn(List.of(purchase(members.enrol(), "warm-up", "1.00")));
        statements.clear();
    }

    @Test
    void one_purchase_costs_points_four_statements_and_everyone_together_ten() {
        var anna = members.enrol();
        statements.clear();

        earnPoints.earn(List.of(purchase(anna, "A1", "10.00")));

        assertThat(statements.ofPoints())
                .satisfiesExactly(
                        lock -> assertThat(lock).startsWith("select").endsWith("for update"),
                        entry -> assertThat(entry).startsWith("insert into `points_entry`"),
                        lot -> assertThat(lot).startsWith("insert into `points_lot`"),
                        account -> assertThat(account).startsWith("insert into `points_account`"));
        assertThat(statements.all()).hasSize(10);
    }

    @Test
    void a_batch_costs_so_many_statements_whatever_its_size() {
        var people = members.enrol(100);
        var batch = new ArrayList<Activity>();
        for (int i = 0; i < 1_000; i++) {
            batch.add(purchase(people.get(i % 100), "A" + i, "10.00"));
        }
        statements.clear();

        earnPoints.earn(batch);

        assertThat(statements.ofPoints()).hasSizeLessThanOrEqualTo(6);
        assertThat(statements.all()).hasSizeLessThanOrEqualTo(20);
    }

    @Test
    void prizes_of_many_cost_no_more_statements_than_those_of_two(@Autowired GrantPoints grantPoints) {
        var people = members.enrol(300);
        var sent = new ArrayList<Integer>();
        for (int number : List.of(2, 300)) {
            var grants = people.subList(0, number).stream()
                    .map(member -> new GrantPoints.Grant(member, Points.of(50), 3, "mission:" + number, MUG))
                    .toList();
            statements.clear();

            grantPoints.grant(grants);

            sent.add(statements.all().size());
        }
        assertThat(sent.getLast()).isEqualTo(sent.getFirst());
    }

    @Test
    void a_batch_of_refunds_costs_so_many_statements_whatever_its_size() {
        var people = members.enrol(50);
        var purchases = new ArrayList<Activity>();
        var refunds = new ArrayList<Activity>();
        for (int i = 0; i < 500; i++) {
            var member = people.get(i % 50);
            purchases.add(purchase(member, "A" + i, "10.00"));
            refunds.add(i % 2 == 0 ? refund(member, "R" + i, "5.00", "A" + i) : refund(member, "R" + i, "5.00", null));
        }
        earnPoints.earn(purchases);
        statements.clear();

        earnPoints.earn(refunds);

        assertThat(statements.ofPoints()).hasSizeLessThanOrEqualTo(9);
        assertThat(statements.all()).hasSizeLessThanOrEqualTo(24);
    }

    @Test
    void a_batch_under_a_campaign_that_asks_for_everything_costs_so_many_statements_whatever_its_size() {
        campaigns.publish(
                new Condition.Any(List.of(
                        new Condition.TierIn(new TreeSet<>(Set.of("member", "vip"))),
                        new Condition.FirstPurchase(),
                        new Condition.BirthdayMonth())),
                new Formula.Multiplied(new BigDecimal("2"), Formula.Rounding.DOWN),
                List.of(
                        new Cap(Cap.Window.DAY, Cap.Measure.POINTS, 50),
                        new Cap(Cap.Window.EVER, Cap.Measure.TIMES, 9)),
                1_000_000L);
        var people = members.enrol(100);
        var batch = new ArrayList<Activity>();
        for (int i = 0; i < 1_000; i++) {
            batch.add(purchase(people.get(i % 100), "A" + i, "10.00", clock.instant()));
        }
        statements.clear();

        earnPoints.earn(batch);

        assertThat(statements.ofPoints().stream().filter(sql -> sql.contains("points_rule_use")))
                .hasSize(2);
        assertThat(statements.ofPoints().stream().filter(sql -> sql.contains("points_rule_budget")))
                .hasSizeLessThanOrEqualTo(4);
        assertThat(statements.all()).hasSizeLessThanOrEqualTo(32);
    }

    @Test
    void a_spending_costs_points_seven_statements() {
        var anna = members.enrol();
        statements.clear();

        spendPoints.spend(new Spending(anna, Points.of(1), "S1", MUG));

        assertThat(statements.ofPoints()).hasSize(7);
        assertThat(statements.all()).hasSize(9);
    }

    @Test
    void reading_costs_one_statement() {
        var anna = members.enrol();
        readBalance.of(List.of(anna)); // from now on it is known whether anything is over
        statements.clear();

        readBalance.of(anna);
        readBalance.of(List.of(anna));
        readStatement.page(anna, Optional.empty(), 50);

        assertThat(statements.all()).hasSize(3);
    }
}
