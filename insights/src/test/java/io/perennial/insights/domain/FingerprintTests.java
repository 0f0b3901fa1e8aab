package io.perennial.insights.domain;

import static io.perennial.insights.Stories.BEN;
import static io.perennial.insights.Stories.CANDLE;
import static io.perennial.insights.Stories.MUG;
import static io.perennial.insights.Stories.NOON;
import static io.perennial.insights.Stories.checkIn;
import static io.perennial.insights.Stories.purchase;
import static io.perennial.insights.Stories.refund;
import static io.perennial.insights.Stories.yuan;
import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.insights.Activity;
import io.perennial.insights.Item;
import io.perennial.insights.Stories;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FingerprintTests {

    private static final Stories USUAL = purchase("A1");

    @Test
    void is_the_same_for_ever() {
        // It is compared with those in databases that exist: if this fails, the canonical form has changed.
        assertThat(Fingerprint.of(USUAL.activity()))
                .hasToString("f525a815d15c32b2f046225fe461b9588fb18a0fea2cfe6b5152883ce04843f4");
        assertThat(Fingerprint.of(refund("R1", "A1").activity()))
                .hasToString("dbc782d0a1b9d13c57f601b257e3b99764de0a8ec87668486122fd58dc276a27");
    }

    @Test
    void is_not_about_who_tells_it_under_which_number() {
        assertThat(Fingerprint.of(purchase("A2").from("till-7").activity()))
                .isEqualTo(Fingerprint.of(USUAL.activity()));
    }

    @Test
    void is_the_same_for_prices_written_differently() {
        var one = USUAL.with(List.of(new Item("a", "b", null, 1, new BigDecimal("3.1"))));
        var other = USUAL.with(List.of(new Item("a", "b", null, 1, new BigDecimal("3.1000"))));
        assertThat(Fingerprint.of(one.activity())).isEqualTo(Fingerprint.of(other.activity()));
    }

    static Stream<Arguments> changes() {
        var refund = refund("R1", "A1");
        return Stream.of(
                Arguments.of(USUAL, USUAL.of(BEN), List.of("member")),
                Arguments.of(checkIn("C1"), checkIn("C1").typed("visit"), List.of("type")),
                Arguments.of(USUAL, USUAL.at(NOON.plusNanos(1_000)), List.of("happenedAt")),
                Arguments.of(USUAL, USUAL.through("pos"), List.of("channel")),
                Arguments.of(USUAL, USUAL.in("fuxing road"), List.of("store")),
                Arguments.of(USUAL, USUAL.in(null), List.of("store")),
                Arguments.of(USUAL.in(null), USUAL.in(""), List.of("store")),
                Arguments.of(USUAL, USUAL.worth(yuan("25.01")), List.of("amount")),
                Arguments.of(USUAL, USUAL.worth(Money.of(CurrencyUnit.of("USD"), 25)), List.of("amount")),
                Arguments.of(refund, refund.refunding("A2"), List.of("refundOf")),
                Arguments.of(refund, refund.refunding(null), List.of("refundOf")),
                Arguments.of(USUAL, USUAL.with(List.of()), List.of("items")),
                Arguments.of(USUAL, USUAL.with(List.of(CANDLE, MUG)), List.of("items")),
                Arguments.of(USUAL, USUAL.with(List.of(MUG, CANDLE, CANDLE)), List.of("items")),
                Arguments.of(one("a", "bc", null), one("ab", "c", null), List.of("items")),
                Arguments.of(one("a", "b", null), one("a", "b", ""), List.of("items")),
                Arguments.of(one("a", "b", "c"), one("a", "c", "b"), List.of("items")),
                Arguments.of(USUAL.in("𝄞"), USUAL.in("?"), List.of("store")),
                Arguments.of(
                        USUAL, USUAL.of(BEN).worth(yuan("1")).with(List.of()), List.of("member", "amount", "items")));
    }

    private static Stories one(String sku, String name, String category) {
        return USUAL.with(List.of(new Item(sku, name, category, 1, BigDecimal.ONE)));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void differs_when_a_part_does_and_the_part_has_a_name(Stories one, Stories other, List<String> parts) {
        assertThat(Fingerprint.of(other.activity())).isNotEqualTo(Fingerprint.of(one.activity()));
        assertThat(Part.differing(one.activity(), other.activity())).isEqualTo(parts);
    }

    @Test
    void covers_all_that_an_activity_has() {
        var tried = new HashSet<String>();
        changes().forEach(change -> ((List<?>) change.get()[2]).forEach(part -> tried.add((String) part)));

        assertThat(Stream.of(Activity.class.getRecordComponents()).map(RecordComponent::getName))
                .filteredOn(component -> !List.of("source", "reference").contains(component))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(Part.values()).map(Part::word).toList())
                .containsExactlyInAnyOrderElementsOf(tried);
    }
}
