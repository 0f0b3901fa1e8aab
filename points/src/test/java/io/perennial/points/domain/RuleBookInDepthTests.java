package io.perennial.points.domain;

import static io.perennial.points.Stories.LONG_AGO;
import static io.perennial.points.Stories.NOON;
import static io.perennial.points.Stories.PURCHASE_RULE;
import static io.perennial.points.Stories.SHANGHAI;
import static io.perennial.points.Stories.member;
import static io.perennial.points.Stories.money;
import static io.perennial.points.Stories.perAmount;
import static io.perennial.points.Stories.published;
import static io.perennial.points.Stories.purchaseRule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.perennial.insights.ActivityType;
import io.perennial.insights.Circumstances;
import io.perennial.insights.Condition;
import io.perennial.insights.Condition.Ask;
import io.perennial.insights.Item;
import io.perennial.membership.BilingualText;
import io.perennial.points.Cap;
import io.perennial.points.Cap.Measure;
import io.perennial.points.Cap.Window;
import io.perennial.points.EarnRule;
import io.perennial.points.EarnRule.Role;
import io.perennial.points.Formula;
import io.perennial.points.Formula.Rounding;
import io.perennial.points.RuleId;
import io.perennial.points.Stacking;
import io.perennial.points.Why;
import io.perennial.points.Why.Reason;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Conditions, bonuses, stacking, caps and budgets, each on one purchase. */
class RuleBookInDepthTests {

    private static final Formula NOTHING = new Formula.Nothing();
    private static final Formula DOUBLE = new Formula.Multiplied(new BigDecimal("2"), Rounding.DOWN);
    private static final Item MUG = new Item("MUG", "Blue mug", "kitchen", 2, new BigDecimal("30.00"));
    private static final Item GIFT_CARD = new Item("GIFT", "Gift card", null, 1, new BigDecimal("40.00"));
    private static final Condition MUGS = new Condition.ItemNamed(words("mug"));

    @Test
    void pays_for_the_items_that_fit_and_says_of_how_much_they_were_part() {
        var why = only(List.of(base(1, MUGS, perAmount(1, "1.00"))), basket("100.00", MUG, GIFT_CARD));

        assertThat(why.points()).isEqualTo(60);
        assertThat(why.amount()).isEqualByComparingTo("60.00");
        assertThat(trace(why).whole()).isEqualByComparingTo("100.00");
        assertThat(trace(why).condition()).isNotNull();
        assertThat(trace(why).condition().met()).isEqualTo("1/2");
    }

    @Test
    void a_reduction_of_the_whole_basket_is_borne_by_each_item() {
        var why = only(List.of(base(1, MUGS, perAmount(1, "1.00"))), basket("50.00", MUG, GIFT_CARD));

        assertThat(why.points()).isEqualTo(30);
    }

    @Test
    void pays_for_everything_but_what_a_condition_leaves_out() {
        var noCards = new Condition.Not(new Condition.ItemNamed(words("gift card")));

        assertThat(only(List.of(base(1, noCards, perAmount(1, "1.00"))), basket("100.00", MUG, GIFT_CARD))
                        .points())
                .isEqualTo(60);
    }

    @ParameterizedTest
    @CsvSource({"DOWN, 4", "HALF_UP, 5", "UP, 5"})
    void rounds_once_as_the_formula_says(Rounding rounding, long points) {
        var formula = new Formula.PerAmount(1, new BigDecimal("10.00"), rounding);

        var why = only(List.of(base(1, Condition.none(), formula)), basket("45.00"));

        assertThat(why.points()).isEqualTo(points);
        assertThat(why.exact()).isEqualByComparingTo("4.5");
    }

    @ParameterizedTest
    @CsvSource({"member, 10", "vip, 15", "black, 25"})
    void a_tier_multiplies_what_the_rule_comes_to(String tier, long points) {
        var formula = new Formula.ByTier(
                perAmount(1, "1.00"), Map.of("vip", new BigDecimal("1.5"), "black", new BigDecimal("2.5")));
        var rule = base(1, Condition.none(), formula);

        var why = only(List.of(rule), of("10.00", tier, false));

        assertThat(why.points()).isEqualTo(points);
        assertThat(trace(why).known()).isEqualTo(new Why.Known(tier, null, null));
        assertThat(rule.asks()).containsExactly(Ask.TIER);
    }

    @Test
    void double_points_pay_as_much_again_as_the_base_rules_do() {
        var book = book(purchaseRule(), base(1, Condition.none(), new Formula.Fixed(7)), bonus(2, DOUBLE));

        var assessment = book.assess(basket("99.90"), Allowances.UNLIMITED);

        assertThat(assessment.awards())
                .extracting(award -> award.why().points())
                .containsExactlyInAnyOrder(99L, 7L, 106L);
        assertThat(trace(assessment.awards().getLast().why()).basis()).isEqualTo(106);
    }

    @Test
    void double_points_on_mugs_pay_as_much_again_for_the_mugs_and_nothing_for_what_is_fixed() {
        var book = book(purchaseRule(), base(1, Condition.none(), new Formula.Fixed(7)), bonus(2, MUGS, DOUBLE));

        var why = book.assess(basket("100.00", MUG, GIFT_CARD), Allowances.UNLIMITED)
                .awards()
                .getLast()
                .why();

        assertThat(why.points()).isEqualTo(60);
        assertThat(why.amount()).isEqualByComparingTo("60.00");
    }

    @Test
    void a_multiplier_follows_the_base_rules_into_the_part_that_both_choose() {
        var kitchen = new Condition.CategoryIn(words("kitchen"));
        var book = book(base(1, kitchen, perAmount(1, "1.00")), bonus(2, new Condition.Not(MUGS), DOUBLE));

        var assessment = book.assess(basket("100.00", MUG, GIFT_CARD), Allowances.UNLIMITED);

        assertThat(assessment.points().value()).isEqualTo(60);
        assertThat(assessment.notPaid()).extracting(Why.NotPaid::reason).containsExactly(Reason.NOTHING_TO_MULTIPLY);
    }

    @Test
    void growth_is_multiplied_by_itself() {
        var book = book(
                purchaseRule(),
                rule(2, Role.BONUS, Condition.none(), NOTHING, DOUBLE, List.of(), null, Stacking.ADD_UP, 0));

        var assessment = book.assess(basket("12.00"), Allowances.UNLIMITED);

        assertThat(assessment.points().value()).isEqualTo(12);
        assertThat(assessment.growth()).isEqualTo(24);
    }

    @Test
    void tells_beside_the_first_award_why_others_did_not_pay() {
        var vip = bonus(2, new Condition.TierIn(words("vip")), DOUBLE);

        var assessment = book(purchaseRule(), vip).assess(of("10.00", "member", false), Allowances.UNLIMITED);

        assertThat(assessment.awards())
                .singleElement()
                .satisfies(award -> assertThat(award.why().beside())
                        .singleElement()
                        .satisfies(not -> {
                            assertThat(not.rule().id()).isEqualTo(vip.id());
                            assertThat(not.reason()).isEqualTo(Reason.CONDITION);
                            assertThat(not.trace()).isNotNull();
                            assertThat(not.trace().condition().met()).isEqualTo("member");
                            assertThat(not.trace().known()).isEqualTo(new Why.Known("member", null, null));
                        }));
    }

    @Test
    void knows_when_only_the_trial_share_kept_a_rule_from_paying() {
        var share = new Condition.InShare("trial", 1);
        var tried = bonus(2, new Condition.All(List.of(share, new Condition.ChannelIn(words("web")))), DOUBLE);
        var unfit = bonus(3, new Condition.All(List.of(share, new Condition.ChannelIn(words("app")))), DOUBLE);

        assertThat(book(purchaseRule(), tried, unfit)
                        .assess(basket("10.00"), Allowances.UNLIMITED)
                        .notPaid())
                .extracting(Why.NotPaid::reason)
                .containsExactly(Reason.OUTSIDE_SHARE, Reason.CONDITION);
    }

    @Test
    void of_those_of_which_the_best_wins_the_one_that_pays_most_does_and_others_pay_beside_it() {
        var book = book(
                purchaseRule(),
                bonus(2, new Formula.Fixed(20), Stacking.BEST_WINS, 9),
                bonus(3, new Formula.Fixed(30), Stacking.BEST_WINS, 1),
                bonus(4, new Formula.Fixed(5), Stacking.ADD_UP, 0));

        var assessment = book.assess(basket("10.00"), Allowances.UNLIMITED);

        assertThat(assessment.points().value()).isEqualTo(45);
        assertThat(assessment.notPaid())
                .extracting(
                        not -> not.rule().id(),
                        Why.NotPaid::reason,
                        not -> not.other() == null ? null : not.other().id())
                .containsExactly(tuple(id(2), Reason.LOST_TO_BETTER, id(3)));
    }

    @Test
    void of_equal_ones_the_higher_priority_wins_and_then_the_older_rule() {
        var low = bonus(2, new Formula.Fixed(20), Stacking.BEST_WINS, 1);
        var high = bonus(4, new Formula.Fixed(20), Stacking.BEST_WINS, 2);
        var younger = bonus(5, new Formula.Fixed(20), Stacking.BEST_WINS, 2);

        for (var order : List.of(List.of(low, high, younger), List.of(younger, high, low))) {
            assertThat(new RuleBook(order.stream().map(rule -> published(rule)).toList())
                            .assess(basket("10.00"), Allowances.UNLIMITED)
                            .awards())
                    .extracting(award -> award.rule().id())
                    .containsExactly(high.id());
        }
    }

    @Test
    void an_exclusive_bonus_bears_no_other_beside_it_but_the_base_rules() {
        var book = book(
                purchaseRule(),
                bonus(2, new Formula.Fixed(90), Stacking.ADD_UP, 9),
                bonus(3, new Formula.Fixed(50), Stacking.EXCLUSIVE, 1),
                bonus(4, new Formula.Fixed(20), Stacking.EXCLUSIVE, 5));

        var assessment = book.assess(basket("10.00"), Allowances.UNLIMITED);

        assertThat(assessment.awards()).extracting(award -> award.rule().id()).containsExactly(PURCHASE_RULE, id(4));
        assertThat(assessment.notPaid())
                .allSatisfy(not -> assertThat(not.reason()).isEqualTo(Reason.EXCLUDED));
    }

    @Test
    void a_bonus_that_is_used_up_stands_in_nobodys_way() {
        var cap = List.of(new Cap(Window.MONTH, Measure.POINTS, 100));
        var book = book(
                rule(2, Role.BONUS, Condition.none(), new Formula.Fixed(50), NOTHING, cap, null, Stacking.EXCLUSIVE, 5),
                rule(
                        3,
                        Role.BONUS,
                        Condition.none(),
                        new Formula.Fixed(60),
                        NOTHING,
                        List.of(),
                        10L,
                        Stacking.BEST_WINS,
                        5),
                bonus(4, new Formula.Fixed(20), Stacking.BEST_WINS, 0));

        var assessment = book.assess(basket("10.00"), left(0, 3));

        assertThat(assessment.awards()).extracting(award -> award.rule().id()).containsExactly(id(4));
        assertThat(assessment.notPaid())
                .extracting(not -> not.rule().id(), Why.NotPaid::reason)
                .containsExactlyInAnyOrder(tuple(id(2), Reason.CAP_USED_UP), tuple(id(3), Reason.LOST_TO_BETTER));
    }

    @Test
    void each_cap_cuts_what_the_one_before_left() {
        var caps = List.of(new Cap(Window.DAY, Measure.POINTS, 70), new Cap(Window.ACTIVITY, Measure.POINTS, 80));
        var rule = rule(
                1,
                Role.BASE,
                Condition.none(),
                perAmount(1, "1.00"),
                perAmount(1, "1.00"),
                caps,
                null,
                Stacking.ADD_UP,
                0);

        var why = book(rule)
                .assess(basket("100.00"), left(25, 0))
                .awards()
                .getFirst()
                .why();

        assertThat(why.points()).isEqualTo(25);
        assertThat(why.growth()).isEqualTo(100);
        assertThat(why.cuts())
                .containsExactly(
                        new Why.Cut(new Cap(Window.ACTIVITY, Measure.POINTS, 80), 20),
                        new Why.Cut(new Cap(Window.DAY, Measure.POINTS, 70), 55));
    }

    @Test
    void a_cap_on_points_that_is_used_up_leaves_the_growth() {
        var caps = List.of(new Cap(Window.DAY, Measure.POINTS, 70));
        var rule = rule(
                1,
                Role.BASE,
                Condition.none(),
                perAmount(1, "1.00"),
                perAmount(1, "1.00"),
                caps,
                null,
                Stacking.ADD_UP,
                0);

        var assessment = book(rule).assess(basket("100.00"), left(0, 0));

        assertThat(assessment.points().isNone()).isTrue();
        assertThat(assessment.growth()).isEqualTo(100);
    }

    @Test
    void a_cap_on_times_that_is_used_up_leaves_nothing() {
        var caps = List.of(new Cap(Window.DAY, Measure.TIMES, 3));
        var rule = rule(
                1,
                Role.BASE,
                Condition.none(),
                perAmount(1, "1.00"),
                perAmount(1, "1.00"),
                caps,
                null,
                Stacking.ADD_UP,
                0);

        assertThat(book(rule).assess(basket("100.00"), left(1, 0)).points().value())
                .isEqualTo(100);
        assertThat(book(rule).assess(basket("100.00"), left(0, 0)).notPaid())
                .extracting(Why.NotPaid::reason, Why.NotPaid::cap)
                .containsExactly(tuple(Reason.CAP_USED_UP, caps.getFirst()));
    }

    @Test
    void a_budget_pays_its_last_points_in_part_and_then_the_rule_stops() {
        var rule = rule(
                1,
                Role.BASE,
                Condition.none(),
                perAmount(1, "1.00"),
                perAmount(1, "1.00"),
                List.of(),
                500L,
                Stacking.ADD_UP,
                0);

        var why = book(rule)
                .assess(basket("100.00"), left(0, 30))
                .awards()
                .getFirst()
                .why();
        assertThat(why.points()).isEqualTo(30);
        assertThat(why.cuts()).containsExactly(new Why.Cut(null, 70));

        var gone = book(rule).assess(basket("100.00"), left(0, 0));
        assertThat(gone.awards()).isEmpty();
        assertThat(gone.notPaid()).extracting(Why.NotPaid::reason).containsExactly(Reason.BUDGET_GONE);
    }

    @Test
    void what_stays_is_judged_by_what_paid_and_never_comes_to_more() {
        var rules = book(purchaseRule(), bonus(2, MUGS, DOUBLE));
        var whole = basket("100.00", MUG, GIFT_CARD);
        var paid = rules.assess(whole, Allowances.UNLIMITED).awards().stream()
                .map(Award::why)
                .toList();

        var withoutCard = rules.rest(paid, whole.of(money("60.00"), List.of(MUG)));
        var withoutMugs = rules.rest(paid, whole.of(money("40.00"), List.of(GIFT_CARD)));

        assertThat(withoutCard)
                .isEqualTo(Map.of(PURCHASE_RULE, new RuleBook.Rest(60, 60), id(2), new RuleBook.Rest(60, 0)));
        assertThat(withoutMugs).isEqualTo(Map.of(PURCHASE_RULE, new RuleBook.Rest(40, 40)));
    }

    @Test
    void asks_only_for_what_a_rule_in_force_wants_to_know() {
        var ended = new EarnRule(
                id(9),
                1,
                new BilingualText("旧", "Old"),
                Role.BASE,
                ActivityType.PURCHASE,
                new Condition.BirthdayMonth(),
                new Formula.Fixed(1),
                NOTHING,
                List.of(),
                null,
                Stacking.ADD_UP,
                0,
                null,
                LONG_AGO,
                NOON);
        var book = book(purchaseRule(), bonus(2, new Condition.FirstPurchase(), DOUBLE), ended);

        assertThat(book.asks(ActivityType.PURCHASE, NOON)).containsExactly(Ask.FIRST_PURCHASE);
        assertThat(book.asks(ActivityType.PURCHASE, NOON.minusSeconds(1)))
                .containsExactlyInAnyOrder(Ask.FIRST_PURCHASE, Ask.BIRTHDAY);
        assertThat(book.asks(ActivityType.CHECK_IN, NOON)).isEmpty();
    }

    private static Why.Earned only(List<EarnRule> rules, Circumstances circumstances) {
        var awards = new RuleBook(rules.stream().map(rule -> published(rule)).toList())
                .assess(circumstances, Allowances.UNLIMITED)
                .awards();
        assertThat(awards).hasSize(1);
        return awards.getFirst().why();
    }

    private static Why.Trace trace(Why.Earned why) {
        assertThat(why.trace()).isNotNull();
        return why.trace();
    }

    private static RuleBook book(EarnRule... rules) {
        return new RuleBook(Arrays.stream(rules).map(rule -> published(rule)).toList());
    }

    /** So much is left of every cap and every budget. */
    private static Allowances left(long ofCaps, long ofBudgets) {
        return new Allowances() {
            @Override
            public long ofCap(EarnRule rule, Cap cap, LocalDate day) {
                return ofCaps;
            }

            @Override
            public long ofBudget(EarnRule rule, long wanted) {
                return ofBudgets;
            }
        };
    }

    private static Circumstances basket(String paid, Item... items) {
        return circumstances(paid, List.of(items), null, false);
    }

    private static Circumstances of(String paid, String tier, boolean first) {
        return circumstances(paid, List.of(), tier, first);
    }

    private static Circumstances circumstances(String paid, List<Item> items, @Nullable String tier, boolean first) {
        return new Circumstances(
                member(1), ActivityType.PURCHASE, NOON, "web", null, money(paid), items, tier, null, first, SHANGHAI);
    }

    private static EarnRule base(int number, Condition condition, Formula points) {
        return rule(number, Role.BASE, condition, points, NOTHING, List.of(), null, Stacking.ADD_UP, 0);
    }

    private static EarnRule bonus(int number, Formula points) {
        return bonus(number, Condition.none(), points);
    }

    private static EarnRule bonus(int number, Condition condition, Formula points) {
        return rule(number, Role.BONUS, condition, points, NOTHING, List.of(), null, Stacking.ADD_UP, 0);
    }

    private static EarnRule bonus(int number, Formula points, Stacking stacking, int priority) {
        return rule(number, Role.BONUS, Condition.none(), points, NOTHING, List.of(), null, stacking, priority);
    }

    private static EarnRule rule(
            int number,
            Role role,
            Condition condition,
            Formula points,
            Formula growth,
            List<Cap> caps,
            @Nullable Long budget,
            Stacking stacking,
            int priority) {
        return new EarnRule(
                id(number),
                1,
                new BilingualText("规则" + number, "Rule " + number),
                role,
                ActivityType.PURCHASE,
                condition,
                points,
                growth,
                caps,
                budget,
                stacking,
                priority,
                null,
                LONG_AGO,
                null);
    }

    private static RuleId id(int number) {
        return RuleId.of("01900000-0000-7000-8000-00000000e%03d".formatted(number));
    }

    private static TreeSet<String> words(String... words) {
        return new TreeSet<>(Set.of(words));
    }
}
