package io.perennial.points;

import static io.perennial.points.Stories.purchase;
import static io.perennial.points.Stories.refund;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perennial.insights.ActivityType;
import io.perennial.insights.Condition;
import io.perennial.membership.BilingualText;
import io.perennial.membership.MemberId;
import io.perennial.points.SimulateRules.Outcome.Compared;
import io.perennial.points.SimulateRules.Payments;
import io.perennial.points.SimulateRules.Sums;
import io.perennial.testing.TestDatabase;
import io.perennial.testing.TurnableClock;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@PointsTest
class SimulateRulesTests {

    private static final Instant DAY_BEFORE = Instant.parse("2026-11-21T04:00:00Z");

    @Autowired
    private SimulateRules simulateRules;

    @Autowired
    private EarnPoints earnPoints;

    @Autowired
    private VerifyLedger verifyLedger;

    @Autowired
    private Members members;

    @Autowired
    private TurnableClock clock;

    @Test
    void says_what_a_draft_would_have_changed_and_touches_nothing() {
        var people = members.enrol(2);
        var anna = people.getFirst();
        var ben = people.getLast();
        buy(anna, "A1", "100.00", 0);
        buy(anna, "A2", "300.00", 1);
        buy(ben, "B1", "40.00", 2);
        var entries = verifyLedger.verify().entries();

        var compared =
                simulate(bonus(new Formula.Multiplied(new BigDecimal("2"), Formula.Rounding.DOWN), List.of(), null), 2);

        assertThat(compared.activities()).isEqualTo(3);
        assertThat(compared.members()).isEqualTo(2);
        assertThat(compared.inForce()).isEqualTo(new Sums(440, 440, 0, 0));
        assertThat(compared.drafted()).isEqualTo(new Sums(880, 440, 0, 0));
        assertThat(compared.gaining())
                .containsExactly(new SimulateRules.Change(anna, 400, 800), new SimulateRules.Change(ben, 40, 80));
        assertThat(compared.losing()).isEmpty();
        assertThat(compared.moves()).isEmpty();
        assertThat(compared.rules().getFirst().draft()).isTrue();
        assertThat(compared.rules().getFirst().inForce()).isEqualTo(Payments.NONE);
        assertThat(compared.rules().getFirst().drafted()).isEqualTo(new Payments(3, 440, 0, 0));
        assertThat(verifyLedger.verify().entries()).isEqualTo(entries);
        assertThat(TestDatabase.get().dsl().fetchCount(DSL.table("points_rule_use")))
                .isZero();
    }

    @Test
    void caps_and_budgets_hold_in_the_order_in_which_it_happened_and_refunds_give_them_back() {
        var people = members.enrol(2);
        var anna = people.getFirst();
        var ben = people.getLast();
        buy(anna, "A1", "80.00", 0);
        earnPoints.earn(List.of(refund(anna, "R1", "80.00", "A1", DAY_BEFORE.plusSeconds(60))));
        buy(ben, "B1", "100.00", 2);
        buy(anna, "A2", "90.00", 3);
        buy(anna, "A3", "90.00", 4);

        var draft = bonus(
                new Formula.PerAmount(1, new BigDecimal("1.00")),
                List.of(new Cap(Cap.Window.EVER, Cap.Measure.POINTS, 150)),
                230L);
        var compared = simulate(draft, 2);

        // A1's 80 came back; B1 100; A2 90; A3 the 40 that the budget has left.
        assertThat(compared.drafted().points() - compared.inForce().points()).isEqualTo(80 + 100 + 90 + 40);
        assertThat(compared.drafted().takenBack() - compared.inForce().takenBack())
                .isEqualTo(80);
        assertThat(compared.rules().getFirst().drafted()).isEqualTo(new Payments(4, 310, 0, 50));
        assertThat(compared.gaining())
                .extracting(SimulateRules.Change::difference)
                .containsExactly(130L, 100L);
    }

    @Test
    void tiers_go_on_as_the_replay_pays() {
        var anna = members.enrol();
        buy(anna, "A1", "600.00", 0);
        buy(anna, "A2", "100.00", 1);
        var growing = new EarnRule(
                RuleId.next(),
                1,
                new BilingualText("成长", "Growth"),
                EarnRule.Role.BONUS,
                ActivityType.PURCHASE,
                Condition.none(),
                new Formula.Nothing(),
                new Formula.Multiplied(new BigDecimal("2"), Formula.Rounding.DOWN),
                List.of(),
                null,
                Stacking.ADD_UP,
                0,
                null,
                clock.instant(),
                null);
        var forVips = new EarnRule(
                RuleId.next(),
                1,
                new BilingualText("贵宾", "VIPs"),
                EarnRule.Role.BONUS,
                ActivityType.PURCHASE,
                new Condition.TierIn(new TreeSet<>(List.of("vip"))),
                new Formula.Fixed(7),
                new Formula.Nothing(),
                List.of(),
                null,
                Stacking.ADD_UP,
                0,
                null,
                clock.instant(),
                null);

        var compared = (Compared) simulateRules.simulate(List.of(growing, forVips), 2);

        // 600 of growth doubled is above the line of VIP (1,000), so the second purchase is a VIP's.
        assertThat(compared.drafted()).isEqualTo(new Sums(707, 1_400, 0, 0));
        assertThat(compared.moves()).singleElement().satisfies(move -> {
            assertThat(move.inForce().code()).isEqualTo("member");
            assertThat(move.drafted().code()).isEqualTo("vip");
            assertThat(move.members()).isEqualTo(1);
        });
    }

    @Test
    void begins_as_members_stood_and_leaves_out_refunds_of_what_was_before() {
        var anna = members.enrol();
        earnPoints.earn(List.of(purchase(anna, "OLD", "5000.00", Instant.parse("2026-01-10T04:00:00Z"))));
        buy(anna, "A1", "100.00", 0);
        earnPoints.earn(List.of(refund(anna, "R1", "50.00", "OLD", DAY_BEFORE.plusSeconds(60))));

        var first = new EarnRule(
                RuleId.next(),
                1,
                new BilingualText("首单", "First"),
                EarnRule.Role.BONUS,
                ActivityType.PURCHASE,
                new Condition.All(List.of(
                        new Condition.Not(new Condition.FirstPurchase()),
                        new Condition.TierIn(new TreeSet<>(List.of("vip"))))),
                new Formula.Fixed(9),
                new Formula.Nothing(),
                List.of(),
                null,
                Stacking.ADD_UP,
                0,
                null,
                clock.instant(),
                null);
        var compared = simulate(first, 3);

        assertThat(compared.refundsLeftOut()).isEqualTo(1);
        assertThat(compared.drafted().points()).isEqualTo(109);
    }

    @Test
    void of_nothing_comes_nothing_and_days_have_bounds() {
        var compared = simulate(bonus(new Formula.Fixed(5), List.of(), null), 30);
        assertThat(compared.activities()).isZero();
        assertThat(compared.drafted()).isEqualTo(new Sums(0, 0, 0, 0));
        assertThatThrownBy(() -> simulateRules.simulate(List.of(), 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> simulateRules.simulate(List.of(), SimulateRules.MOST_DAYS + 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private Compared simulate(EarnRule draft, int days) {
        return (Compared) simulateRules.simulate(List.of(draft), days);
    }

    private void buy(MemberId member, String reference, String amount, int minute) {
        var at = DAY_BEFORE.plus(Duration.ofMinutes(minute));
        earnPoints.earn(List.of(purchase(member, reference, amount, at)));
    }

    private EarnRule bonus(Formula points, List<Cap> caps, @Nullable Long budget) {
        return new EarnRule(
                RuleId.next(),
                1,
                new BilingualText("加赠", "Bonus"),
                EarnRule.Role.BONUS,
                ActivityType.PURCHASE,
                Condition.none(),
                points,
                new Formula.Nothing(),
                caps,
                budget,
                Stacking.ADD_UP,
                0,
                null,
                clock.instant(),
                null);
    }
}
