package io.perennial.points.application;

import static io.perennial.points.Stories.LONG_AGO;
import static io.perennial.points.Stories.NOON;
import static io.perennial.points.Stories.money;
import static io.perennial.points.Stories.published;
import static io.perennial.points.Stories.purchase;
import static io.perennial.points.Stories.refund;
import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.insights.Activity;
import io.perennial.insights.ActivityType;
import io.perennial.insights.Condition;
import io.perennial.insights.Item;
import io.perennial.membership.BilingualText;
import io.perennial.membership.MemberId;
import io.perennial.points.Cap;
import io.perennial.points.Cap.Measure;
import io.perennial.points.Cap.Window;
import io.perennial.points.EarnPoints.Outcome;
import io.perennial.points.EarnRule;
import io.perennial.points.EarnRule.Role;
import io.perennial.points.Formula;
import io.perennial.points.RuleId;
import io.perennial.points.Stacking;
import io.perennial.points.Why;
import io.perennial.points.Why.Reason;
import io.perennial.points.domain.RuleLimits.Span;
import io.perennial.points.domain.RuleLimits.Used;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What rules ask of a member, and what they have left to give, over several activities. */
class CampaignsTests {

    private static final RuleId CAMPAIGN = RuleId.of("01900000-0000-7000-8000-00000000f001");
    private static final Formula NOTHING = new Formula.Nothing();
    private static final Formula DOUBLE = new Formula.Multiplied(new BigDecimal("2"), Formula.Rounding.DOWN);
    private static final Condition VIP = new Condition.TierIn(new TreeSet<>(Set.of("vip")));
    private static final Condition MUGS = new Condition.ItemNamed(new TreeSet<>(Set.of("mug")));
    private static final Item MUG = new Item("MUG", "Blue mug", null, 1, new BigDecimal("30.00"));
    private static final Item CARD = new Item("GIFT", "Gift card", null, 1, new BigDecimal("40.00"));

    private final PointsInMemory points = new PointsInMemory();
    private final MemberId anna = points.enrol(1);

    @Test
    void a_purchase_that_lifts_a_member_does_not_yet_earn_as_the_tier_it_leads_to_but_the_next_one_does() {
        publish(bonus(VIP, DOUBLE, List.of(), null));

        // The lowest line of vip is 1,000.
        assertThat(earned(purchase(anna, "A1", "1000.00"), purchase(anna, "A2", "10.00")))
                .containsExactly(1_000L, 20L);
        assertThat(earned(purchase(anna, "A3", "10.00"))).containsExactly(20L);
    }

    @Test
    void what_is_told_late_earns_as_the_tier_of_its_own_time() {
        publish(bonus(VIP, DOUBLE, List.of(), null));
        earned(purchase(anna, "A1", "1000.00", NOON.minusSeconds(60)));

        assertThat(earned(
                        purchase(anna, "A2", "10.00", NOON.minusSeconds(61)),
                        purchase(anna, "A3", "10.00", NOON.minusSeconds(60))))
                .containsExactly(10L, 20L);
    }

    @Test
    void only_the_first_purchase_is_the_first_whether_told_alone_or_together() {
        publish(bonus(new Condition.FirstPurchase(), new Formula.Fixed(100), List.of(), null));

        assertThat(earned(
                        purchase(anna, "A1", "1.00", NOON.minusSeconds(5)),
                        purchase(anna, "A2", "1.00", NOON.minusSeconds(5)),
                        purchase(anna, "A3", "1.00", NOON.minusSeconds(4))))
                .containsExactly(101L, 1L, 1L);
        assertThat(earned(purchase(anna, "A4", "1.00", NOON.minusSeconds(4)))).containsExactly(1L);
        assertThat(earned(purchase(anna, "A5", "1.00", NOON.minusSeconds(6)))).containsExactly(101L);
    }

    @Test
    void knows_the_month_of_a_birthday_in_the_programmes_zone() {
        publish(bonus(new Condition.BirthdayMonth(), new Formula.Fixed(100), List.of(), null));
        points.members.birthdays.put(anna, LocalDate.of(1990, 11, 3));

        assertThat(earned(
                        purchase(anna, "A1", "1.00", Instant.parse("2026-10-31T15:59:59Z")),
                        purchase(anna, "A2", "1.00", Instant.parse("2026-10-31T16:00:00Z"))))
                .containsExactly(1L, 101L);
        assertThat(earned(purchase(points.enrol(2), "B1", "1.00"))).containsExactly(1L);
    }

    @Test
    void a_daily_cap_counts_by_the_local_day_on_which_it_happened() {
        publish(bonus(Condition.none(), DOUBLE, List.of(new Cap(Window.DAY, Measure.POINTS, 15)), null));
        var midnight = Instant.parse("2026-11-20T16:00:00Z");

        assertThat(earned(
                        purchase(anna, "A1", "10.00", midnight.minusSeconds(1)),
                        purchase(anna, "A2", "10.00", midnight),
                        purchase(anna, "A3", "10.00", midnight.minusSeconds(1))))
                .containsExactly(20L, 20L, 15L);
        assertThat(earned(purchase(anna, "A4", "10.00", midnight))).containsExactly(15L);
        assertThat(earned(purchase(anna, "A5", "10.00", midnight))).containsExactly(10L);
    }

    @Test
    void a_cap_is_each_members_own() {
        publish(bonus(Condition.none(), DOUBLE, List.of(new Cap(Window.EVER, Measure.TIMES, 1)), null));
        var ben = points.enrol(2);

        assertThat(earned(purchase(anna, "A1", "10.00"), purchase(ben, "B1", "10.00"), purchase(anna, "A2", "10.00")))
                .containsExactly(20L, 20L, 10L);
    }

    @Test
    void a_refund_gives_back_to_caps_and_budget_what_its_purchase_used() {
        publish(bonus(
                Condition.none(),
                DOUBLE,
                List.of(new Cap(Window.MONTH, Measure.POINTS, 15), new Cap(Window.MONTH, Measure.TIMES, 2)),
                40L));
        assertThat(earned(purchase(anna, "A1", "10.00"), purchase(anna, "A2", "10.00")))
                .containsExactly(20L, 15L);
        assertThat(points.limits.remaining()).containsEntry(CAMPAIGN, 25L);

        assertThat(earned(refund(anna, "R1", "4.00", "A1"))).containsExactly(-8L);
        assertThat(used(Window.MONTH)).isEqualTo(new Used(11, 2));
        assertThat(points.limits.remaining()).containsEntry(CAMPAIGN, 29L);

        assertThat(earned(refund(anna, "R2", "6.00", "A1"), purchase(anna, "A3", "10.00")))
                .containsExactly(-12L, 20L);
        assertThat(used(Window.MONTH)).isEqualTo(new Used(15, 2));
        assertThat(points.limits.remaining()).containsEntry(CAMPAIGN, 25L);
    }

    @Test
    void a_budget_pays_its_last_points_in_part_and_then_the_rule_stops_by_itself() {
        publish(bonus(Condition.none(), DOUBLE, List.of(), 25L));

        var answers = tell(
                purchase(anna, "A1", "10.00"), purchase(points.enrol(2), "B1", "20.00"), purchase(anna, "A2", "10.00"));

        assertThat(answers).extracting(Outcome.Booked::points).containsExactly(20L, 35L, 10L);
        assertThat(answers.get(1).reasons().getLast())
                .isInstanceOfSatisfying(
                        Why.Earned.class, why -> assertThat(why.cuts()).containsExactly(new Why.Cut(null, 5)));
        assertThat(answers.get(2).reasons().getFirst())
                .isInstanceOfSatisfying(
                        Why.Earned.class,
                        why -> assertThat(why.beside())
                                .extracting(Why.NotPaid::reason)
                                .containsExactly(Reason.BUDGET_GONE));
        assertThat(points.limits.remaining()).containsEntry(CAMPAIGN, 0L);
    }

    @Test
    void gives_back_at_once_what_a_batch_drew_from_a_budget_and_did_not_need() {
        publish(bonus(Condition.none(), DOUBLE, List.of(new Cap(Window.EVER, Measure.TIMES, 1)), 1_000L));

        tell(purchase(anna, "A1", "10.00"), purchase(anna, "A2", "90.00"), purchase(anna, "A3", "90.00"));

        assertThat(points.limits.remaining()).containsEntry(CAMPAIGN, 990L);
    }

    @Test
    void a_larger_budget_lets_a_rule_go_on_and_a_smaller_one_counts_what_was_paid() {
        publish(bonus(Condition.none(), DOUBLE, List.of(), 10L));
        assertThat(earned(purchase(anna, "A1", "30.00"))).containsExactly(40L);

        points.limits.setBudget(CAMPAIGN, 25);
        assertThat(earned(purchase(anna, "A2", "30.00"))).containsExactly(45L);
        points.limits.setBudget(CAMPAIGN, 5);
        earned(refund(anna, "R1", "30.00", "A1"));
        assertThat(earned(purchase(anna, "A3", "30.00"))).containsExactly(30L);
    }

    @Test
    void an_item_that_goes_back_takes_its_own_points_with_it() {
        publish(bonus(MUGS, DOUBLE, List.of(), null));
        assertThat(earned(basket("A1", "70.00", MUG, CARD))).containsExactly(100L);

        assertThat(earned(back("R1", "40.00", "A1", CARD))).containsExactly(-40L);
        assertThat(earned(back("R2", "30.00", "A1", MUG))).containsExactly(-60L);
    }

    @Test
    void items_may_go_back_in_any_order_and_in_the_batch_that_tells_of_their_purchase() {
        publish(bonus(MUGS, DOUBLE, List.of(), null));

        assertThat(earned(
                        basket("A1", "70.00", MUG, CARD),
                        back("R1", "30.00", "A1", MUG),
                        back("R1", "30.00", "A1", MUG),
                        back("R2", "40.00", "A1", CARD)))
                .containsExactly(100L, -60L, -60L, -40L);
        assertThat(points.ledger.lock(Set.of(anna)).get(anna).balance().isNone())
                .isTrue();
    }

    @Test
    void a_refund_is_judged_by_what_was_known_when_the_purchase_happened() {
        publish(bonus(new Condition.Any(List.of(VIP, new Condition.FirstPurchase())), DOUBLE, List.of(), null));
        assertThat(earned(purchase(anna, "A1", "100.00"))).containsExactly(200L);
        earned(purchase(anna, "A2", "5000.00"));

        assertThat(earned(refund(anna, "R1", "40.00", "A1"))).containsExactly(-80L);
        assertThat(earned(refund(anna, "R2", "60.00", "A1"))).containsExactly(-120L);
    }

    @Test
    void a_refund_that_names_no_purchase_takes_back_what_the_base_rules_pay() {
        publish(bonus(Condition.none(), DOUBLE, List.of(), null));
        earned(purchase(anna, "A1", "100.00"));

        assertThat(earned(refund(anna, "R1", "10.00", null))).containsExactly(-10L);
    }

    @Test
    void says_of_a_repeated_activity_what_it_said_the_first_time() {
        publish(bonus(VIP, DOUBLE, List.of(), 10L));
        var first = tell(purchase(anna, "A1", "10.00")).getFirst();

        assertThat(tell(purchase(anna, "A1", "10.00")).getFirst().reasons()).isEqualTo(first.reasons());
    }

    private List<Long> earned(Activity... told) {
        return tell(told).stream().map(Outcome.Booked::points).toList();
    }

    private List<Outcome.Booked> tell(Activity... told) {
        return points.earnPoints.earn(List.of(told)).stream()
                .map(Outcome.Booked.class::cast)
                .toList();
    }

    private Used used(Window window) {
        var day = LocalDate.ofInstant(NOON, PointsInMemory.ZONE);
        return points.limits.used().getOrDefault(Span.of(anna, CAMPAIGN, window, day), Used.NOTHING);
    }

    private void publish(EarnRule rule) {
        points.rules.versions.add(published(rule));
        if (rule.budget() != null) {
            points.limits.setBudget(rule.id(), rule.budget());
        }
    }

    private Activity basket(String reference, String amount, Item... items) {
        return activity(ActivityType.PURCHASE, reference, amount, null, items);
    }

    private Activity back(String reference, String amount, String purchase, Item... items) {
        return activity(ActivityType.REFUND, reference, amount, purchase, items);
    }

    private Activity activity(
            ActivityType type, String reference, String amount, @Nullable String refundOf, Item... items) {
        return new Activity(
                anna, type, "web-shop", reference, NOON, "web", null, money(amount), refundOf, List.of(items));
    }

    private static EarnRule bonus(Condition condition, Formula formula, List<Cap> caps, @Nullable Long budget) {
        return new EarnRule(
                CAMPAIGN,
                1,
                new BilingualText("加赠", "Campaign"),
                Role.BONUS,
                ActivityType.PURCHASE,
                condition,
                formula,
                NOTHING,
                caps,
                budget,
                Stacking.ADD_UP,
                0,
                null,
                LONG_AGO,
                null);
    }
}
