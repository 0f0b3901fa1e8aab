package io.perennial.points.domain;

import static io.perennial.points.Stories.LONG_AGO;
import static io.perennial.points.Stories.NOON;
import static io.perennial.points.Stories.PURCHASE_RULE;
import static io.perennial.points.Stories.member;
import static io.perennial.points.Stories.money;
import static io.perennial.points.Stories.perAmount;
import static io.perennial.points.Stories.published;
import static io.perennial.points.Stories.purchaseRule;
import static io.perennial.points.Stories.rule;
import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.insights.Condition;
import io.perennial.points.Formula;
import io.perennial.points.Points;
import io.perennial.points.PointsPolicy.Refunds;
import io.perennial.points.RuleId;
import io.perennial.points.Stories;
import io.perennial.points.Why;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefundablePurchaseTests {

    private static final RuleId BONUS = RuleId.of("01900000-0000-7000-8000-00000000b001");

    private final RuleBook book = new RuleBook(List.of(published(purchaseRule())));

    @ParameterizedTest
    @CsvSource({
        "128.99, 128.99, 128", // whole
        "128.99, 0.99, 0", // what stays still earns 128
        "128.99, 1.00, 1",
        "128.99, 28.50, 28", // 100.49 stays and earns 100
        "128.99, 128.98, 128",
        "128.99, 0.00, 0",
        "100.00, 0.01, 1", // 99.99 stays and earns 99
    })
    void claims_what_the_money_that_stays_would_not_have_earned(String paid, String refunded, long due) {
        var claim = bought(paid, book).claim(money(refunded), List.of(), book);

        assertThat(claim.points()).isEqualTo(due);
        assertThat(claim.growth()).isEqualTo(due);
        assertThat(claim.lots()).containsExactly(1L);
        assertThat(claim.reverses()).isEqualTo(1);
    }

    @Test
    void however_a_purchase_is_refunded_in_parts_all_of_it_is_claimed_and_never_more() {
        var random = new Random(11);
        for (int i = 0; i < 500; i++) {
            var left = 1 + random.nextInt(50_000);
            var purchase = bought(
                    Money.ofMinor(CurrencyUnit.of("CNY"), left).getAmount().toPlainString(), book);
            var earned = purchase.earned().getFirst().points();
            var claimed = 0L;
            while (left > 0) {
                var part = 1 + random.nextInt(left);
                left -= part;
                var claim = purchase.claim(Money.ofMinor(CurrencyUnit.of("CNY"), part), List.of(), book);
                claimed += claim.points();
                assertThat(claimed).isLessThanOrEqualTo(earned);
                purchase = purchase.after(claim, List.of());
            }
            assertThat(claimed).isEqualTo(earned);
        }
    }

    @Test
    void claims_by_the_versions_that_paid_whatever_holds_now() {
        var now = new RuleBook(List.of(
                published(purchaseRule()),
                published(rule(PURCHASE_RULE, 2, perAmount(9, "1.00"), perAmount(9, "1.00"), LONG_AGO))));

        assertThat(bought("100.00", book).claim(money("40.00"), List.of(), now).points())
                .isEqualTo(40);
    }

    @Test
    void a_fixed_bonus_stays_until_everything_is_refunded() {
        var rules = new RuleBook(
                List.of(published(rule(BONUS, 1, new Formula.Fixed(50), new Formula.Nothing(), LONG_AGO))));
        var purchase = bought("100.00", rules);

        var first = purchase.claim(money("99.99"), List.of(), rules);
        assertThat(first.points()).isZero();
        assertThat(purchase.after(first, List.of())
                        .claim(money("0.01"), List.of(), rules)
                        .points())
                .isEqualTo(50);
    }

    @Test
    void a_purchase_that_falls_below_the_rules_minimum_loses_all_that_the_rule_paid() {
        var fromHundred = rule(
                BONUS,
                1,
                new Condition.AmountBetween(new BigDecimal("100"), null),
                perAmount(1, "1.00"),
                new Formula.Nothing(),
                LONG_AGO);
        var rules = new RuleBook(List.of(published(fromHundred)));
        var purchase = bought("150.00", rules);

        assertThat(purchase.claim(money("50.00"), List.of(), rules).points()).isEqualTo(50);
        assertThat(purchase.claim(money("50.01"), List.of(), rules).points()).isEqualTo(150);
    }

    @Test
    void allows_refunds_up_to_what_was_paid_in_its_own_currency() {
        var purchase = bought("100.00", book);

        assertThat(purchase.allows(money("100.00"), money("0.00"))).isTrue();
        assertThat(purchase.allows(money("100.01"), money("0.00"))).isFalse();
        assertThat(purchase.allows(money("40.00"), money("60.00"))).isTrue();
        assertThat(purchase.allows(money("40.01"), money("60.00"))).isFalse();
        assertThat(purchase.allows(money("GBP 1.00"), money("0.00"))).isFalse();
    }

    @Test
    void remembers_from_the_ledger_what_was_refunded_claimed_and_waived() {
        var account = new PointsAccount(member(1), Position.NEW, Why::toString);
        var earned = buy(account, "100.00", book);
        account.spend(Occasion.of("spend:1", NOON), new Why.Spent(Stories.MUG), Points.of(80));
        var purchase = RefundablePurchase.of("A1", Stories.bought("100.00"), earned);
        var first = account.takeBack(
                Occasion.of("activity:2", NOON),
                purchase.claim(money("60.00"), List.of(), book),
                Refunds.WITHIN_BALANCE);
        assertThat(first.entry().points()).isEqualTo(-20);

        var later = RefundablePurchase.of("A1", Stories.bought("100.00"), earned, List.of(first.entry()), List.of());

        assertThat(later.refunded()).isEqualTo(money("60.00"));
        assertThat(later.claimed().get(PURCHASE_RULE).points())
                .isEqualTo(60); // 40 of them waived, and not asked for again
        assertThat(later.claim(money("40.00"), List.of(), book).points()).isEqualTo(40);
    }

    private static RefundablePurchase bought(String paid, RuleBook rules) {
        var entries = buy(new PointsAccount(member(1), Position.NEW, Why::toString), paid, rules);
        return RefundablePurchase.of("A1", Stories.bought(paid), entries);
    }

    private static List<Entry> buy(PointsAccount account, String paid, RuleBook rules) {
        var entries = new ArrayList<Entry>();
        var assessment = rules.assess(Stories.bought(paid), Allowances.UNLIMITED);
        for (var award : assessment.awards()) {
            entries.add(account.earn(
                            Occasion.of("activity:1:" + award.why().rule().id(), NOON),
                            award.why(),
                            award.points(),
                            award.growth(),
                            NOON.plusSeconds(99))
                    .entry());
        }
        if (entries.isEmpty()) {
            entries.add(account.earn(
                            Occasion.of("activity:1", NOON),
                            new Why.EarnedNothing(assessment.notPaid()),
                            Points.NONE,
                            0,
                            NOON)
                    .entry());
        }
        return entries;
    }
}
