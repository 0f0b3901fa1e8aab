package io.perennial.points.adapter.jooq;

import static io.perennial.points.Stories.MUG;
import static io.perennial.points.Stories.PURCHASE_RULE;
import static io.perennial.points.Stories.perAmount;
import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.insights.ActivityType;
import io.perennial.insights.Circumstances;
import io.perennial.insights.Condition;
import io.perennial.insights.Judgement;
import io.perennial.membership.BilingualText;
import io.perennial.points.Cap;
import io.perennial.points.EarnRule;
import io.perennial.points.Formula;
import io.perennial.points.RandomProgramme;
import io.perennial.points.ReadTransfers;
import io.perennial.points.Stacking;
import io.perennial.points.Stories;
import io.perennial.points.Why;
import io.perennial.points.Why.Reason;
import io.perennial.points.domain.Allowances;
import io.perennial.points.domain.Award;
import io.perennial.points.domain.RuleBook;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What stands here is what stands in people's databases: these texts may be added to, never changed. */
class StoredJsonTests {

    private static final UUID TRANSFER = new UUID(1, 2);
    private static final Why.Paid PAID = new Why.Paid(PURCHASE_RULE, 3, new BilingualText("消费得积分", "Purchase"));
    private static final String PAID_JSON = """
            {"id":"01900000-0000-7000-8000-00000000a001","version":3,"name":{"zh":"消费得积分","en":"Purchase"}}""";

    private static EarnRule noRules(Why.Paid paid) {
        throw new AssertionError("nobody asks for " + paid);
    }

    static Stream<Arguments> reasons() {
        return Stream.of(
                Arguments.of(
                        new Why.Earned(
                                PAID,
                                new BigDecimal("1000.00"),
                                "CNY",
                                perAmount(1, "1.00"),
                                new BigDecimal("1000"),
                                1_000,
                                7),
                        """
                        {"type":"earned","rule":%s,"amount":1000.00,"currency":"CNY",\
                        "formula":{"type":"per-amount","units":1,"perAmount":1.00,"rounding":"DOWN"},"exact":1000,\
                        "points":1000,"growth":7}""".formatted(PAID_JSON)),
                Arguments.of(
                        new Why.Earned(PAID, null, null, new Formula.Fixed(5), null, 5, 0), """
                        {"type":"earned","rule":%s,"formula":{"type":"fixed","units":5},"points":5,"growth":0}""".formatted(PAID_JSON)),
                Arguments.of(
                        new Why.Earned(PAID, null, null, new Formula.Nothing(), null, 0, 9), """
                        {"type":"earned","rule":%s,"formula":{"type":"nothing"},"points":0,"growth":9}""".formatted(PAID_JSON)),
                Arguments.of(new Why.EarnedNothing(List.of(new Why.NotPaid(PAID, Reason.CONDITION))), """
                        {"type":"earned-nothing","rules":[{"rule":%s,"reason":"CONDITION"}]}""".formatted(
                                PAID_JSON)),
                Arguments.of(new Why.Spent(MUG), """
                        {"type":"spent","on":{"zh":"马克杯","en":"A mug"}}"""),
                Arguments.of(new Why.GivenBack(MUG, "it's \"broken\"\n</script>"), """
                        {"type":"given-back","on":{"zh":"马克杯","en":"A mug"},\
                        "reason":"it's \\"broken\\"\\n</script>"}"""),
                Arguments.of(new Why.TakenBack("A1", new BigDecimal("0.10"), "GBP", 12, 3, 4, 0, 0), """
                        {"type":"taken-back","purchase":"A1","amount":0.10,"currency":"GBP",\
                        "due":12,"shortfall":3,"growth":4,"waited":0,"owed":0}"""),
                Arguments.of(new Why.TakenBack(null, new BigDecimal("5"), "JPY", 0, 0, 0, 0, 0), """
                        {"type":"taken-back","amount":5,"currency":"JPY","due":0,"shortfall":0,"growth":0,"waited":0,"owed":0}"""),
                Arguments.of(new Why.Expired(LocalDate.parse("2028-02-29")), """
                        {"type":"expired","lastDay":"2028-02-29"}"""),
                Arguments.of(new Why.Released(7), """
                        {"type":"released","entry":7}"""),
                Arguments.of(new Why.Adjusted(MUG, "Sorry"), """
                        {"type":"adjusted","reason":{"zh":"马克杯","en":"A mug"},"note":"Sorry"}"""),
                Arguments.of(new Why.Adjusted(MUG, null), """
                        {"type":"adjusted","reason":{"zh":"马克杯","en":"A mug"}}"""),
                Arguments.of(new Why.Reinstated(LocalDate.parse("2028-11-30")), """
                        {"type":"reinstated","lastDay":"2028-11-30"}"""),
                Arguments.of(new Why.Granted(MUG), """
                        {"type":"granted","forWhat":{"zh":"马克杯","en":"A mug"}}"""),
                Arguments.of(new Why.Sent(TRANSFER, TRANSFER, Why.Party.MEMBER), """
                        {"type":"sent","transfer":"%s","to":"%s","party":"MEMBER"}""".formatted(TRANSFER, TRANSFER)),
                Arguments.of(
                        new Why.Received(TRANSFER, TRANSFER, Why.Party.HOUSEHOLD), """
                        {"type":"received","transfer":"%s","from":"%s","party":"HOUSEHOLD"}""".formatted(TRANSFER, TRANSFER)),
                Arguments.of(new Why.SentBack(TRANSFER, ReadTransfers.ReturnedFor.TAKEN_BACK), """
                        {"type":"sent-back","transfer":"%s","returnedFor":"TAKEN_BACK"}""".formatted(TRANSFER)),
                Arguments.of(new Why.Merged(TRANSFER, TRANSFER, Why.Cause.LATER), """
                        {"type":"merged","merge":"%s","other":"%s","cause":"LATER"}""".formatted(TRANSFER, TRANSFER)));
    }

    @ParameterizedTest
    @MethodSource("reasons")
    void writes_a_reason_so_and_reads_it_back(Why why, String json) {
        assertThat(StoredJson.of(why)).isEqualTo(json);
        assertThat(StoredJson.why(json, StoredJsonTests::noRules)).isEqualTo(why);
    }

    @Test
    void every_sort_of_reason_is_tried_above() {
        assertThat(reasons().map(each -> each.get()[0].getClass().getName()).distinct())
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(Why.class.getPermittedSubclasses())
                        .map(Class::getName)
                        .toList());
    }

    @Test
    void passes_over_what_a_later_version_added() {
        assertThat(StoredJson.why("""
                        {"type":"spent","on":{"zh":"马克杯","en":"A mug","fr":"Une tasse"},"category":{"deep":[1]}}""", StoredJsonTests::noRules)).isEqualTo(new Why.Spent(MUG));
        assertThat(StoredJson.definition("""
                                {"points":{"type":"fixed","units":5,"cap":9},"growth":{"type":"nothing"},"stack":true}""").points()).isEqualTo(new Formula.Fixed(5));
    }

    @Test
    void keeps_of_a_rule_what_has_no_column() {
        var rule = new EarnRule(
                PURCHASE_RULE,
                2,
                new BilingualText("消费", "Purchase"),
                EarnRule.Role.BONUS,
                ActivityType.PURCHASE,
                new Condition.All(List.of(
                        new Condition.TierIn(new TreeSet<>(Set.of("vip"))),
                        new Condition.Not(new Condition.TimeBetween(LocalTime.of(22, 0), LocalTime.of(6, 30))))),
                new Formula.Multiplied(new BigDecimal("2.5"), Formula.Rounding.HALF_UP),
                new Formula.ByTier(new Formula.Fixed(3), Map.of("vip", new BigDecimal("1.5"))),
                List.of(new Cap(Cap.Window.MONTH, Cap.Measure.POINTS, 500)),
                100_000L,
                Stacking.BEST_WINS,
                10,
                new BilingualText("杯子双倍", "Double on mugs"),
                Stories.NOON,
                Instant.parse("2027-01-01T00:00:00Z"));
        var json = """
                {"role":"BONUS","condition":{"type":"all","parts":[{"type":"tier","codes":["vip"]},\
                {"type":"not","part":{"type":"time","from":"22:00:00","until":"06:30:00"}}]},\
                "points":{"type":"multiplied","factor":2.5,"rounding":"HALF_UP"},\
                "growth":{"type":"by-tier","base":{"type":"fixed","units":3},"factors":{"vip":1.5},"rounding":"DOWN"},\
                "caps":[{"window":"MONTH","measure":"POINTS","most":500}],"budget":100000,"stacking":"BEST_WINS",\
                "priority":10,"about":{"zh":"杯子双倍","en":"Double on mugs"}}""";

        assertThat(StoredJson.definitionOf(rule)).isEqualTo(json);
        assertThat(StoredJson.definition(json)).isEqualTo(StoredJson.Definition.of(rule));
        assertThat(StoredJson.of(rule)).isEqualTo("""
                        {"version":2,"name":{"zh":"消费","en":"Purchase"},"activityType":"purchase",%s,\
                        "effectiveFrom":"2026-11-22T04:00:00Z","effectiveUntil":"2027-01-01T00:00:00Z"}""".formatted(json.substring(1, json.length() - 1)));
    }

    private static final Condition VIPS_BY_DAY = new Condition.All(List.of(
            new Condition.TierIn(new TreeSet<>(Set.of("vip"))),
            new Condition.Not(new Condition.TimeBetween(LocalTime.of(22, 0), LocalTime.of(6, 30)))));

    private static Why.Earned judged(Condition condition) {
        var judgement = Judgement.judge(
                        condition, Stories.circumstances(ActivityType.PURCHASE, Stories.money("9.00"), Stories.NOON))
                .judgement();
        var cut = new Why.Cut(new Cap(Cap.Window.DAY, Cap.Measure.POINTS, 5), 4);
        return new Why.Earned(
                PAID,
                new BigDecimal("9.00"),
                "CNY",
                new Formula.Fixed(9),
                null,
                5,
                0,
                new Why.Trace(null, judgement, new Why.Known("vip", null, true), null, null, List.of(cut)),
                List.of(new Why.NotPaid(PAID, Reason.EXCLUDED, PAID, null, null)));
    }

    private static EarnRule asking(Condition condition) {
        return Stories.rule(PURCHASE_RULE, 3, condition, new Formula.Fixed(9), new Formula.Nothing(), Stories.LONG_AGO);
    }

    @Test
    void keeps_of_a_judgement_the_answers_and_finds_the_questions_in_the_version() {
        var why = judged(VIPS_BY_DAY);

        var json = StoredJson.of(why);

        assertThat(json).contains("""
                "condition":{"leaves":["-","-12:00"]},\
                "known":{"tier":"vip","firstPurchase":true},\
                "cuts":[{"cap":{"window":"DAY","measure":"POINTS","most":5},"points":4}]}""");
        assertThat(StoredJson.why(json, paid -> {
                    assertThat(paid).isEqualTo(PAID);
                    return asking(VIPS_BY_DAY);
                }))
                .isEqualTo(why);
    }

    @Test
    void still_reads_the_first_entries_which_had_the_questions_with_them() {
        var why = judged(VIPS_BY_DAY);
        var before = StoredJson.of(why).replace("{\"leaves\":[\"-\",\"-12:00\"]}", """
                {"condition":{"type":"all","parts":[{"type":"tier","codes":["vip"]},\
                {"type":"not","part":{"type":"time","from":"22:00:00","until":"06:30:00"}}]},\
                "results":[{"holds":false},{"holds":false},{"holds":true},{"holds":false,"met":"12:00"}]}""");
        assertThat(before).contains("\"results\"");
        assertThat(StoredJson.why(before, StoredJsonTests::noRules)).isEqualTo(why);
    }

    /** As long as the questions were kept with it, the first took 863 bytes and the second 4,947. */
    @Test
    void an_entry_does_not_grow_with_the_words_of_a_condition() {
        var few = size(new Condition.ItemNamed(new TreeSet<>(Set.of("mug"))));
        var many = size(new Condition.ItemNamed(IntStream.range(0, 300)
                .mapToObj(number -> "article " + number)
                .collect(Collectors.toCollection(TreeSet::new))));
        assertThat(many).isEqualTo(few).isLessThan(700);
    }

    private static int size(Condition items) {
        return StoredJson.of(judged(new Condition.All(List.of(
                        new Condition.TierIn(new TreeSet<>(Set.of("vip"))),
                        items,
                        new Condition.DayOfMonthIn(new TreeSet<>(List.of(18)))))))
                .getBytes(StandardCharsets.UTF_8)
                .length;
    }

    @Test
    void every_reason_of_random_programmes_comes_back_as_it_was() {
        var random = new Random(7);
        var programme = new RandomProgramme(random);
        var judged = 0;
        for (int round = 0; round < 40; round++) {
            var rules = programme.rules(5).stream()
                    .map(rule -> programme
                            .first(rule, Stories.LONG_AGO)
                            .as(
                                    1,
                                    random.nextBoolean()
                                            ? Condition.none()
                                            : new Condition.InShare("x", 1 + random.nextInt(999)),
                                    Stories.LONG_AGO))
                    .toList();
            var book = new RuleBook(rules.stream().map(Stories::published).toList());
            for (int i = 0; i < 20; i++) {
                var purchase = programme.purchase(Stories.member(i), "A" + i, Stories.NOON.minusSeconds(i * 9_000L));
                var assessment = book.assess(
                        Circumstances.of(purchase, i % 2 == 0 ? "vip" : null, null, i % 3 == 0, Stories.SHANGHAI),
                        Allowances.UNLIMITED);
                for (var why : Stream.concat(
                                assessment.awards().stream().<Why>map(Award::why),
                                Stream.of(new Why.EarnedNothing(assessment.notPaid())))
                        .toList()) {
                    var json = StoredJson.of(why);
                    judged += json.contains("leaves") ? 1 : 0;
                    assertThat(StoredJson.why(json, paid -> book.version(paid.id(), paid.version())))
                            .isEqualTo(why);
                }
            }
        }
        assertThat(judged).isGreaterThan(500);
    }
}
