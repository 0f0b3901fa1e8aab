package io.perennial.points.adapter.jooq;

import static io.perennial.points.Stories.MUG;
import static io.perennial.points.Stories.PURCHASE_RULE;
import static io.perennial.points.Stories.perAmount;
import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.insights.ActivityType;
import io.perennial.membership.BilingualText;
import io.perennial.points.EarnRule;
import io.perennial.points.Formula;
import io.perennial.points.Stories;
import io.perennial.points.Why;
import io.perennial.points.Why.Reason;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.joda.money.CurrencyUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What stands here is what stands in people's databases: these texts may be added to, never changed. */
class StoredJsonTests {

    private static final Why.Paid PAID = new Why.Paid(PURCHASE_RULE, 3, new BilingualText("消费得积分", "Purchase"));
    private static final String PAID_JSON = """
            {"id":"01900000-0000-7000-8000-00000000a001","version":3,"name":{"zh":"消费得积分","en":"Purchase"}}""";

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
                        "formula":{"type":"per-amount","units":1,"perAmount":1.00},"exact":1000,\
                        "points":1000,"growth":7}""".formatted(PAID_JSON)),
                Arguments.of(
                        new Why.Earned(PAID, null, null, new Formula.Fixed(5), null, 5, 0), """
                        {"type":"earned","rule":%s,"formula":{"type":"fixed","units":5},"points":5,"growth":0}""".formatted(PAID_JSON)),
                Arguments.of(
                        new Why.Earned(PAID, null, null, new Formula.Nothing(), null, 0, 9), """
                        {"type":"earned","rule":%s,"formula":{"type":"nothing"},"points":0,"growth":9}""".formatted(PAID_JSON)),
                Arguments.of(new Why.EarnedNothing(List.of(new Why.NotPaid(PAID, Reason.BELOW_MINIMUM))), """
                        {"type":"earned-nothing","rules":[{"rule":%s,"reason":"BELOW_MINIMUM"}]}""".formatted(
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
                Arguments.of(new Why.Granted(MUG), """
                        {"type":"granted","forWhat":{"zh":"马克杯","en":"A mug"}}"""));
    }

    @ParameterizedTest
    @MethodSource("reasons")
    void writes_a_reason_so_and_reads_it_back(Why why, String json) {
        assertThat(StoredJson.of(why)).isEqualTo(json);
        assertThat(StoredJson.why(json)).isEqualTo(why);
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
                        {"type":"spent","on":{"zh":"马克杯","en":"A mug","fr":"Une tasse"},"category":{"deep":[1]}}""")).isEqualTo(new Why.Spent(MUG));
        assertThat(StoredJson.definition("""
                                {"points":{"type":"fixed","units":5,"cap":9},"growth":{"type":"nothing"},"stack":true}""").points()).isEqualTo(new Formula.Fixed(5));
    }

    @Test
    void keeps_of_a_rule_what_has_no_column() {
        var rule = new EarnRule(
                PURCHASE_RULE,
                2,
                new BilingualText("消费", "Purchase"),
                ActivityType.PURCHASE,
                CurrencyUnit.of("CNY"),
                new BigDecimal("99.50"),
                perAmount(3, "2.50"),
                new Formula.Nothing(),
                Stories.NOON,
                Instant.parse("2027-01-01T00:00:00Z"));
        var json = """
                {"currency":"CNY","minimum":99.50,"points":{"type":"per-amount","units":3,"perAmount":2.50},\
                "growth":{"type":"nothing"}}""";

        assertThat(StoredJson.definitionOf(rule)).isEqualTo(json);
        assertThat(StoredJson.definition(json)).isEqualTo(StoredJson.Definition.of(rule));
        assertThat(StoredJson.of(rule)).isEqualTo("""
                        {"version":2,"name":{"zh":"消费","en":"Purchase"},"activityType":"purchase","currency":"CNY",\
                        "minimum":99.50,"points":{"type":"per-amount","units":3,"perAmount":2.50},\
                        "growth":{"type":"nothing"},"effectiveFrom":"2026-11-22T04:00:00Z",\
                        "effectiveUntil":"2027-01-01T00:00:00Z"}""");
    }
}
