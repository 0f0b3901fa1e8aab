package io.perennial.points.domain;

import static io.perennial.points.Stories.CHECK_IN_RULE;
import static io.perennial.points.Stories.LONG_AGO;
import static io.perennial.points.Stories.NOON;
import static io.perennial.points.Stories.PURCHASE_RULE;
import static io.perennial.points.Stories.checkInRule;
import static io.perennial.points.Stories.circumstances;
import static io.perennial.points.Stories.money;
import static io.perennial.points.Stories.perAmount;
import static io.perennial.points.Stories.published;
import static io.perennial.points.Stories.purchaseRule;
import static io.perennial.points.Stories.retired;
import static io.perennial.points.Stories.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.perennial.insights.ActivityType;
import io.perennial.insights.Condition;
import io.perennial.insights.Condition.AmountBetween;
import io.perennial.insights.Condition.CurrencyIn;
import io.perennial.membership.BilingualText;
import io.perennial.points.EarnRule;
import io.perennial.points.EarnRule.Role;
import io.perennial.points.Formula;
import io.perennial.points.RuleId;
import io.perennial.points.Stacking;
import io.perennial.points.Why;
import io.perennial.points.Why.Reason;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleBookTests {

    private static final RuleId SECOND = RuleId.of("01900000-0000-7000-8000-00000000b001");
    private static final Formula NOTHING = new Formula.Nothing();

    private final RuleBook book = new RuleBook(List.of(published(purchaseRule()), published(checkInRule())));

    @ParameterizedTest
    @CsvSource({
        "0.99, 1, 1.00, 0",
        "1.00, 1, 1.00, 1",
        "1.99, 1, 1.00, 1",
        "128.99, 1, 1.00, 128",
        "0.29, 100, 1.00, 29", // 28 in floating point
        "1.15, 100, 1.00, 115", // 114 in floating point
        "4.35, 100, 1.00, 435", // 434 in floating point
        "9.99, 1, 3.33, 3",
        "9.98, 1, 3.33, 2",
        "10.00, 3, 7, 4", // 4.2857: divided once, not 3 × floor(10 ÷ 7)
        "999999999.99, 1, 0.01, 99999999999",
        "999999999.99, 1000000, 0.01, 99999999999000000",
        "0.00, 1, 1.00, 0",
    })
    void pays_units_for_every_full_amount_and_rounds_down_once(String amount, long units, String per, long points) {
        var formula = perAmount(units, per);
        var rules = new RuleBook(List.of(published(rule(PURCHASE_RULE, 1, formula, formula, LONG_AGO))));

        var assessment = assess(rules, ActivityType.PURCHASE, money(amount), NOON);

        assertThat(assessment.points().value()).isEqualTo(points);
        assertThat(assessment.growth()).isEqualTo(points);
    }

    @Test
    void never_pays_more_than_the_exact_number_nor_a_whole_point_less() {
        var random = new Random(7);
        for (int i = 0; i < 5_000; i++) {
            var units = 1 + random.nextInt(1_000);
            var per = BigDecimal.valueOf(1 + random.nextInt(100_000), 2);
            var amount = Money.ofMinor(CurrencyUnit.of("CNY"), random.nextInt(100_000_000));
            var rules = new RuleBook(
                    List.of(published(rule(PURCHASE_RULE, 1, new Formula.PerAmount(units, per), NOTHING, LONG_AGO))));

            var points = BigDecimal.valueOf(
                    assess(rules, ActivityType.PURCHASE, amount, NOON).points().value());

            var exactTimesPer = amount.getAmount().multiply(BigDecimal.valueOf(units));
            assertThat(points.multiply(per)).isLessThanOrEqualTo(exactTimesPer);
            assertThat(points.add(BigDecimal.ONE).multiply(per)).isGreaterThan(exactTimesPer);
        }
    }

    @Test
    void says_why_it_paid() {
        var award = assess(book, ActivityType.PURCHASE, money("128.99"), NOON)
                .awards()
                .getFirst();

        assertThat(award.why())
                .isEqualTo(new Why.Earned(
                        new Why.Paid(PURCHASE_RULE, 1, new BilingualText("消费得积分", "Purchase")),
                        new BigDecimal("128.99"),
                        "CNY",
                        perAmount(1, "1.00"),
                        new BigDecimal("128.99"),
                        128,
                        128));
    }

    @Test
    void says_no_amount_where_nothing_asked_for_one() {
        var why = assess(book, ActivityType.CHECK_IN, null, NOON)
                .awards()
                .getFirst()
                .why();

        assertThat(why.rule().id()).isEqualTo(CHECK_IN_RULE);
        assertThat(why.amount()).isNull();
        assertThat(why.currency()).isNull();
        assertThat(why.exact()).isNull();
        assertThat(why.points()).isEqualTo(5);
        assertThat(why.growth()).isZero();
    }

    @Test
    void every_rule_that_fits_pays() {
        var bonus = rule(SECOND, 1, new Formula.Fixed(50), NOTHING, LONG_AGO);
        var rules = new RuleBook(List.of(published(purchaseRule()), published(bonus)));

        var assessment = assess(rules, ActivityType.PURCHASE, money("10.00"), NOON);

        assertThat(assessment.awards())
                .extracting(
                        award -> award.why().rule().id(),
                        award -> award.points().value(),
                        Award::growth)
                .containsExactly(tuple(PURCHASE_RULE, 10L, 10L), tuple(SECOND, 50L, 0L));
        assertThat(assessment.points().value()).isEqualTo(60);
    }

    @Test
    void growth_alone_is_worth_an_award_too() {
        var rules = new RuleBook(List.of(published(rule(SECOND, 1, NOTHING, perAmount(2, "1.00"), LONG_AGO))));

        var award = assess(rules, ActivityType.PURCHASE, money("10.00"), NOON)
                .awards()
                .getFirst();

        assertThat(award.points().isNone()).isTrue();
        assertThat(award.growth()).isEqualTo(20);
        assertThat(award.why().amount()).isEqualByComparingTo("10.00");
        assertThat(award.why().exact()).isNull();
    }

    @Test
    void the_moment_at_which_it_happened_chooses_the_version() {
        var change = Instant.parse("2026-06-01T00:00:00Z");
        var doubled = rule(PURCHASE_RULE, 2, perAmount(2, "1.00"), perAmount(1, "1.00"), change);
        var rules = new RuleBook(List.of(published(doubled), published(purchaseRule())));

        assertThat(pointsAt(rules, change.minusNanos(1_000))).isEqualTo(10);
        assertThat(pointsAt(rules, change)).isEqualTo(20);
        assertThat(pointsAt(rules, NOON)).isEqualTo(20);
    }

    @Test
    void a_version_whose_own_end_has_come_gives_way_to_none_before_it() {
        var from = Instant.parse("2026-11-01T00:00:00Z");
        var until = Instant.parse("2026-11-12T00:00:00Z");
        var festival = new EarnRule(
                PURCHASE_RULE,
                2,
                new BilingualText("双十一", "Singles' Day"),
                Role.BASE,
                ActivityType.PURCHASE,
                Condition.none(),
                perAmount(3, "1.00"),
                NOTHING,
                List.of(),
                null,
                Stacking.ADD_UP,
                0,
                null,
                from,
                until);
        var rules = new RuleBook(List.of(published(purchaseRule()), published(festival)));

        assertThat(pointsAt(rules, from.minusSeconds(1))).isEqualTo(10);
        assertThat(pointsAt(rules, until.minusNanos(1_000))).isEqualTo(30);
        assertThat(pointsAt(rules, until)).isZero();
        assertThat(reasonsAt(rules, until)).containsExactly(Reason.NOT_IN_FORCE);
    }

    @Test
    void a_version_to_come_leaves_the_present_one_alone() {
        var rules = new RuleBook(List.of(
                published(purchaseRule()),
                published(rule(PURCHASE_RULE, 2, perAmount(2, "1.00"), NOTHING, NOON.plus(Duration.ofDays(1))))));

        assertThat(pointsAt(rules, NOON)).isEqualTo(10);
    }

    @Test
    void of_two_versions_that_start_together_the_later_one_holds() {
        var rules = new RuleBook(List.of(
                published(purchaseRule()), published(rule(PURCHASE_RULE, 2, perAmount(2, "1.00"), NOTHING, LONG_AGO))));

        assertThat(pointsAt(rules, LONG_AGO)).isEqualTo(20);
    }

    @Test
    void a_retired_rule_pays_for_what_happened_before_and_is_not_spoken_of_after() {
        var rules = new RuleBook(List.of(retired(purchaseRule(), NOON)));

        assertThat(pointsAt(rules, NOON.minusNanos(1_000))).isEqualTo(10);
        assertThat(pointsAt(rules, NOON)).isZero();
        assertThat(reasonsAt(rules, NOON)).isEmpty();
    }

    @Test
    void a_retired_rule_never_falls_back_to_an_older_version() {
        var retirement = NOON.minus(Duration.ofDays(1));
        var rules = new RuleBook(List.of(
                retired(purchaseRule(), retirement),
                retired(
                        rule(PURCHASE_RULE, 2, perAmount(2, "1.00"), NOTHING, NOON.plus(Duration.ofDays(9))),
                        retirement)));

        assertThat(pointsAt(rules, NOON)).isZero();
    }

    @Test
    void says_of_each_rule_why_it_did_not_pay() {
        var rules = new RuleBook(List.of(
                published(purchaseRule()),
                published(with(1, new CurrencyIn(new TreeSet<>(Set.of("GBP"))), LONG_AGO)),
                published(with(2, new AmountBetween(new BigDecimal("100"), null), LONG_AGO)),
                published(with(3, Condition.none(), NOON.plusSeconds(1)))));

        var assessment = assess(rules, ActivityType.PURCHASE, money("0.80"), NOON);

        assertThat(assessment.awards()).isEmpty();
        assertThat(assessment.notPaid())
                .extracting(Why.NotPaid::reason)
                .containsExactly(Reason.ROUNDED_TO_ZERO, Reason.CONDITION, Reason.CONDITION, Reason.NOT_IN_FORCE);
    }

    @ParameterizedTest
    @CsvSource({"99.99, 0", "100.00, 100", "100.01, 100"})
    void a_minimum_is_reached_exactly(String amount, long points) {
        var rules =
                new RuleBook(List.of(published(with(2, new AmountBetween(new BigDecimal("100.00"), null), LONG_AGO))));

        assertThat(assess(rules, ActivityType.PURCHASE, money(amount), NOON)
                        .points()
                        .value())
                .isEqualTo(points);
    }

    @Test
    void knows_currencies_of_other_precision() {
        assertThat(assess(book, ActivityType.PURCHASE, money("JPY 1980"), NOON)
                        .points()
                        .value())
                .isEqualTo(1_980);
        assertThat(assess(book, ActivityType.PURCHASE, money("KWD 1.999"), NOON)
                        .points()
                        .value())
                .isEqualTo(1);
    }

    @Test
    void other_activities_earn_nothing_and_there_is_no_rule_to_blame() {
        var assessment = assess(book, new ActivityType("visit"), null, NOON);

        assertThat(assessment.awards()).isEmpty();
        assertThat(assessment.notPaid()).isEmpty();
    }

    @Test
    void gives_no_more_reasons_than_a_person_would_read_and_those_in_force_first() {
        var rules = new RuleBook(IntStream.range(0, 40)
                .mapToObj(i -> published(with(
                        i,
                        i == 39 ? new AmountBetween(new BigDecimal("1000"), null) : Condition.none(),
                        i == 39 ? LONG_AGO : NOON.plusSeconds(9))))
                .toList());

        var reasons = assess(rules, ActivityType.PURCHASE, money("5.00"), NOON).notPaid();

        assertThat(reasons).hasSize(20);
        assertThat(reasons.getFirst().reason()).isEqualTo(Reason.CONDITION);
    }

    @Test
    void refuses_to_guess_a_version_that_was_never_published() {
        assertThatThrownBy(() -> book.version(PURCHASE_RULE, 9)).isInstanceOf(IllegalStateException.class);
    }

    private static Assessment assess(RuleBook rules, ActivityType type, @Nullable Money amount, Instant moment) {
        return rules.assess(circumstances(type, amount, moment), Allowances.UNLIMITED);
    }

    private static long pointsAt(RuleBook rules, Instant moment) {
        return assess(rules, ActivityType.PURCHASE, money("10.00"), moment)
                .points()
                .value();
    }

    private static List<Reason> reasonsAt(RuleBook rules, Instant moment) {
        return assess(rules, ActivityType.PURCHASE, money("10.00"), moment).notPaid().stream()
                .map(Why.NotPaid::reason)
                .toList();
    }

    private static EarnRule with(int number, Condition condition, Instant from) {
        return rule(
                RuleId.of("01900000-0000-7000-8000-00000000c%03d".formatted(number)),
                1,
                condition,
                perAmount(1, "1.00"),
                NOTHING,
                from);
    }
}
