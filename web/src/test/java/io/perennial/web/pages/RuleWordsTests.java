package io.perennial.web.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.insights.ActivityType;
import io.perennial.insights.Circumstances;
import io.perennial.insights.Condition;
import io.perennial.insights.Item;
import io.perennial.insights.Judgement;
import io.perennial.insights.ReadSegments;
import io.perennial.membership.BilingualText;
import io.perennial.membership.Ladder;
import io.perennial.membership.MemberId;
import io.perennial.membership.Programme;
import io.perennial.membership.ReadLadder;
import io.perennial.membership.Tier;
import io.perennial.points.Cap;
import io.perennial.points.EarnRule;
import io.perennial.points.EarnRule.Role;
import io.perennial.points.Formula;
import io.perennial.points.Formula.Rounding;
import io.perennial.points.RuleId;
import io.perennial.points.Stacking;
import io.perennial.points.Why;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.context.support.ResourceBundleMessageSource;

class RuleWordsTests {

    private static final Locale ENGLISH = Locale.ENGLISH;
    private static final Locale CHINESE = Locale.SIMPLIFIED_CHINESE;
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final Instant START = Instant.parse("2026-11-30T16:00:00Z");
    private static final RuleId RULE = RuleId.next();

    private final RuleWording wording = wording();
    private final Reasons reasons = new Reasons(texts(), wording);

    @Test
    void says_a_campaign_to_staff() {
        assertThat(wording.in(ENGLISH, Voice.STAFF).rule(doublePointsOnMugs()))
                .isEqualTo(
                        "Double points for each purchase if the member is VIP or Black, and the item’s name contains "
                                + "“cup” or “mug”, and it is the 18th or the last day of the month. Only the items that fit "
                                + "count. Each member gets at most 500 points a day and 2,000 points in all. It stops by itself "
                                + "when it has paid 100,000 points to all members together. Of several campaigns of this kind, "
                                + "only the one that pays most counts.");
        assertThat(wording.in(CHINESE, Voice.STAFF).rule(doublePointsOnMugs()))
                .isEqualTo("会员等级为VIP 会员或黑金会员，且商品名称含“cup”或“mug”，且当天是每月 18 日或最后一天时，每次消费得双倍积分。"
                        + "只计算符合条件的商品。每位会员最多每天 500 积分和累计 2,000 积分。"
                        + "向全体会员累计发放满 100,000 积分后自动停止。同类活动中只取积分最多的一个。");
    }

    @Test
    void speaks_to_members_as_you() {
        var words = wording.in(ENGLISH, Voice.MEMBER);
        assertThat(words.pays(doublePointsOnMugs()))
                .startsWith("Double points for each purchase if you are VIP or Black");
        assertThat(words.limits(doublePointsOnMugs()))
                .containsExactly(
                        "You get at most 500 points a day and 2,000 points in all from it.",
                        "It ends early when all of its 100,000 points have been given.");
        assertThat(wording.in(CHINESE, Voice.MEMBER).pays(doublePointsOnMugs())).startsWith("您的等级为VIP 会员或黑金会员");
    }

    @Test
    void says_every_kind_of_condition_and_its_opposite() {
        var conditions = new Condition[] {
            new Condition.AmountBetween(new BigDecimal("100"), null),
            new Condition.AmountBetween(null, new BigDecimal("99.50")),
            new Condition.AmountBetween(new BigDecimal("1"), new BigDecimal("2")),
            new Condition.CurrencyIn(set("GBP", "EUR")),
            new Condition.ArticleIn(set("A1")),
            new Condition.CategoryIn(set("pots")),
            new Condition.StoreIn(set("S1")),
            new Condition.ChannelIn(set("pos", "miniapp")),
            new Condition.WeekdayIn(EnumSet.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY)),
            new Condition.TimeBetween(LocalTime.of(22, 0), LocalTime.of(6, 0)),
            new Condition.FirstPurchase(),
            new Condition.BirthdayMonth(),
            new Condition.InShare("t1", 105)
        };
        var english = wording.conditions(ENGLISH, Voice.STAFF);
        assertThat(Arrays.stream(conditions).map(english::clause))
                .containsExactly(
                        "the amount is 100 or more",
                        "the amount is below 99.5",
                        "the amount is 1 or more but below 2",
                        "it is paid in EUR or GBP",
                        "the article number is A1",
                        "the item is from the category “pots”",
                        "it happens in store S1",
                        "it comes in by miniapp or till",
                        "it is a Saturday or Sunday",
                        "the time is from 22:00 to 06:00",
                        "it is the member’s first purchase",
                        "it is the month of the member’s birthday",
                        "the member is among the 10.5% of trial “t1”");
        var chinese = wording.conditions(CHINESE, Voice.STAFF);
        assertThat(Arrays.stream(conditions).map(Condition.Not::new).map(chinese::clause))
                .containsExactly(
                        "金额低于 100",
                        "金额满 99.5",
                        "金额低于 1 或满 2",
                        "不以 EUR或GBP 支付",
                        "货号不是 A1",
                        "商品类别不是“pots”",
                        "门店不是 S1",
                        "渠道不是miniapp或收银台",
                        "当天不是星期六或星期日",
                        "时间不在 22:00 至 06:00 之间",
                        "并非会员首次消费",
                        "当月不是会员的生日月",
                        "会员不属于试点“t1”的 10.5% 人群");
    }

    @Test
    void nests_groups_so_that_nobody_mistakes_what_belongs_together() {
        var tree = new Condition.All(List.of(
                new Condition.Any(List.of(new Condition.FirstPurchase(), new Condition.BirthdayMonth())),
                new Condition.Not(new Condition.Any(
                        List.of(new Condition.StoreIn(set("S1")), new Condition.StoreIn(set("S2")))))));
        assertThat(wording.conditions(ENGLISH, Voice.MEMBER).clause(tree))
                .isEqualTo("(it is your first purchase, or it is the month of your birthday), and none of this is so: "
                        + "(it happens in store S1; it happens in store S2)");
        assertThat(wording.conditions(CHINESE, Voice.MEMBER).clause(tree))
                .isEqualTo("（为您的首次消费，或当月是您的生日月），且以下都不成立（门店为 S1；门店为 S2）");
    }

    @Test
    void says_amounts_in_the_only_currency_that_they_can_mean() {
        var rule = bonus(
                new Condition.All(List.of(
                        new Condition.CurrencyIn(set("GBP")), new Condition.AmountBetween(new BigDecimal("50"), null))),
                new Formula.PerAmount(1, new BigDecimal("2")));
        assertThat(wording.in(ENGLISH, Voice.STAFF).pays(rule))
                .isEqualTo("1 point for every £2.00 spent if it is paid in GBP, and the amount is £50.00 or more.");
    }

    @Test
    void says_every_kind_of_formula() {
        var english = wording.in(ENGLISH, Voice.STAFF);
        var chinese = wording.in(CHINESE, Voice.STAFF);
        var byTier = new Formula.ByTier(
                new Formula.PerAmount(1, BigDecimal.ONE),
                Map.of("vip", new BigDecimal("1.5"), "black", new BigDecimal("2")));
        assertThat(english.pays(bonus(Condition.none(), byTier)))
                .isEqualTo("1 point for every 1 spent, times 1.5 for VIP and times 2 for Black.");
        assertThat(chinese.pays(bonus(Condition.none(), byTier))).isEqualTo("每满 1 得 1 积分，VIP 会员按 1.5 倍计算和黑金会员按 2 倍计算。");
        assertThat(english.pays(bonus(Condition.none(), new Formula.Fixed(20))))
                .isEqualTo("20 points for each purchase.");
        assertThat(chinese.pays(
                        bonus(Condition.none(), new Formula.Multiplied(new BigDecimal("1.50"), Rounding.HALF_UP))))
                .isEqualTo("每次消费得 1.5 倍积分。");
        assertThat(english.sentences(
                        bonus(Condition.none(), new Formula.Multiplied(new BigDecimal("1.5"), Rounding.HALF_UP))))
                .contains("Rounded to the nearest whole point.");
    }

    @Test
    void traces_each_condition_with_what_was_found() {
        var circumstances = bought("vip", List.of(new Item("M1", "Blue mug", null, 1, BigDecimal.TEN)));
        var judgement =
                Judgement.judge(doublePointsOnMugs().condition(), circumstances).judgement();
        assertThat(wording.conditions(ENGLISH, Voice.STAFF).trace(judgement))
                .containsExactly(
                        new ConditionWords.Step(0, "all of these", "", false),
                        new ConditionWords.Step(1, "the member is VIP or Black", "VIP", true),
                        new ConditionWords.Step(1, "the item’s name contains “cup” or “mug”", "1 of 1 item", true),
                        new ConditionWords.Step(1, "it is the 18th or the last day of the month", "the 1st", false));
        assertThat(wording.conditions(CHINESE, Voice.STAFF).trace(judgement))
                .extracting(ConditionWords.Step::met)
                .containsExactly("", "VIP 会员", "1 件商品中 1 件符合", "1 日");
    }

    @Test
    void tells_a_member_what_did_not_hold_and_only_that() {
        var judgement = Judgement.judge(
                        doublePointsOnMugs().condition(),
                        bought("member", List.of(new Item("M1", "Blue mug", null, 1, BigDecimal.TEN))))
                .judgement();
        var nothing = new Why.EarnedNothing(List.of(new Why.NotPaid(
                paid(),
                Why.Reason.CONDITION,
                null,
                null,
                new Why.Trace(null, judgement, null, null, null, List.of()))));
        assertThat(reasons.sentence(nothing, ENGLISH))
                .isEqualTo(
                        "Mugs twice applies if you are VIP or Black, and it is the 18th or the last day of the month.");
        assertThat(reasons.sentence(nothing, CHINESE)).isEqualTo("“马克杯双倍”的适用条件：您的等级为VIP 会员或黑金会员，且当天是每月 18 日或最后一天。");
    }

    @Test
    void tells_a_member_why_it_was_less_than_hoped() {
        var cap = new Cap(Cap.Window.DAY, Cap.Measure.POINTS, 500);
        var earned = new Why.Earned(
                paid(),
                new BigDecimal("620.00"),
                "CNY",
                doublePointsOnMugs().points(),
                null,
                480,
                0,
                new Why.Trace(null, null, null, 620L, null, List.of(new Why.Cut(cap, 120), new Why.Cut(null, 20))),
                List.of(new Why.NotPaid(
                        new Why.Paid(RULE, 1, new BilingualText("周末", "Weekend")),
                        Why.Reason.LOST_TO_BETTER,
                        paid(),
                        null,
                        null)));
        assertThat(reasons.sentence(earned, ENGLISH))
                .isEqualTo("Mugs twice: 2 times the points. 620 points from the usual rules, and 620 on top. "
                        + "120 points fewer, as there are at most 500 points a day. "
                        + "20 points fewer, as all points of this campaign are given now. "
                        + "Weekend does not add to it: Mugs twice gives you more.");
        assertThat(reasons.sentence(earned, CHINESE))
                .isEqualTo("马克杯双倍：2 倍积分。基础规则已发 620 积分，再加 620 积分。因上限（每天 500 积分）少计 120 积分。"
                        + "活动积分已发完，少计 20 积分。“周末”不叠加：“马克杯双倍”为您带来更多积分。");
    }

    @Test
    void every_reason_has_a_sentence_in_both_languages() {
        for (var reason : Why.Reason.values()) {
            for (var locale : List.of(ENGLISH, CHINESE)) {
                assertThat(reasons.sentence(new Why.EarnedNothing(List.of(new Why.NotPaid(paid(), reason))), locale))
                        .as("%s in %s", reason, locale)
                        .contains(paid().name().in(locale))
                        .doesNotContain("{");
            }
        }
    }

    // --- sample rules ---------------------------------------------------------------------------

    private static EarnRule doublePointsOnMugs() {
        return new EarnRule(
                RULE,
                1,
                new BilingualText("马克杯双倍", "Mugs twice"),
                Role.BONUS,
                ActivityType.PURCHASE,
                new Condition.All(List.of(
                        new Condition.TierIn(set("vip", "black")),
                        new Condition.ItemNamed(set("mug", "cup")),
                        new Condition.DayOfMonthIn(new TreeSet<>(List.of(18, 31))))),
                new Formula.Multiplied(BigDecimal.TWO, Rounding.DOWN),
                new Formula.Nothing(),
                List.of(
                        new Cap(Cap.Window.DAY, Cap.Measure.POINTS, 500),
                        new Cap(Cap.Window.EVER, Cap.Measure.POINTS, 2_000)),
                100_000L,
                Stacking.BEST_WINS,
                0,
                null,
                START,
                null);
    }

    private static EarnRule bonus(Condition condition, Formula points) {
        return new EarnRule(
                RULE,
                1,
                new BilingualText("活动", "Campaign"),
                Role.BONUS,
                ActivityType.PURCHASE,
                condition,
                points,
                new Formula.Nothing(),
                List.of(),
                null,
                Stacking.ADD_UP,
                0,
                null,
                START,
                null);
    }

    private static Why.Paid paid() {
        return new Why.Paid(RULE, 1, new BilingualText("马克杯双倍", "Mugs twice"));
    }

    private static Circumstances bought(@Nullable String tier, List<Item> items) {
        return new Circumstances(
                MemberId.next(),
                ActivityType.PURCHASE,
                START,
                "web",
                null,
                Money.of(CurrencyUnit.of("CNY"), 10),
                items,
                tier,
                null,
                false,
                SHANGHAI);
    }

    private static TreeSet<String> set(String... words) {
        return new TreeSet<>(List.of(words));
    }

    private static ResourceBundleMessageSource texts() {
        var texts = new ResourceBundleMessageSource();
        texts.setBasenames(
                "texts/rules/messages", "texts/conditions/messages", "texts/admin/messages", "texts/common/messages");
        texts.setDefaultEncoding("UTF-8");
        texts.setFallbackToSystemLocale(false);
        return texts;
    }

    private static RuleWording wording() {
        var ladder = new Ladder(List.of(
                new Tier("member", 0, new BilingualText("普通会员", "Member"), 0),
                new Tier("vip", 1, new BilingualText("VIP 会员", "VIP"), 1_000),
                new Tier("black", 2, new BilingualText("黑金会员", "Black"), 10_000)));
        return new RuleWording(
                texts(),
                new Programme(SHANGHAI, List.of("CNY", "GBP")),
                new ReadLadder() {
                    @Override
                    public Ladder ladder() {
                        return ladder;
                    }

                    @Override
                    public int version() {
                        return 1;
                    }

                    @Override
                    public Ladder withRoom() {
                        return ladder;
                    }

                    @Override
                    public Optional<Published> announced() {
                        return Optional.empty();
                    }

                    @Override
                    public List<Published> history() {
                        return List.of();
                    }
                },
                new StaticListableBeanFactory().getBeanProvider(ReadSegments.class));
    }
}
