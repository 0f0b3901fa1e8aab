package io.perennial.insights;

import static io.perennial.insights.Stories.MUG;
import static io.perennial.insights.Stories.checkIn;
import static io.perennial.insights.Stories.purchase;
import static io.perennial.insights.Stories.refund;
import static io.perennial.insights.Stories.yuan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ActivityTests {

    @Test
    void takes_amounts_up_to_the_last_cent_below_one_billion() {
        assertThatNoException().isThrownBy(() -> purchase("1").worth(yuan("999999999.99")));
        assertThatNoException().isThrownBy(() -> purchase("1").worth(yuan("0")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-0.01", "1000000000", "12345678901234567890", "99999999999999999999999999999999"})
    void refuses_amounts_out_of_bounds_whatever_their_size(String amount) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> purchase("1").worth(yuan(amount)))
                .withMessageContaining("amount");
    }

    @Test
    void takes_currencies_without_cents_and_with_three_decimals() {
        for (var currency : List.of("JPY", "KWD")) {
            var most = Money.of(CurrencyUnit.of(currency), 999_999_999);
            assertThat(purchase("1").worth(most).activity().amount()).isEqualTo(most);
        }
    }

    @Test
    void wants_money_on_purchases_and_refunds_and_on_nothing_else() {
        assertThatIllegalArgumentException().isThrownBy(() -> purchase("1").worth(null));
        assertThatIllegalArgumentException().isThrownBy(() -> refund("1", null).worth(null));
        assertThatIllegalArgumentException().isThrownBy(() -> checkIn("1").worth(yuan("1")));
    }

    @Test
    void lets_only_refunds_name_a_purchase() {
        assertThatIllegalArgumentException().isThrownBy(() -> purchase("1").refunding("2"));
        assertThatIllegalArgumentException().isThrownBy(() -> checkIn("1").refunding("2"));
        assertThat(refund("1", "2").activity().refundOf()).isEqualTo("2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Web-Shop",
                "web shop",
                "-till",
                "订单",
                "web-shop\n",
                "abcdefghijabcdefghijabcdefghijabcdefghijX"
            })
    void refuses_sources_that_are_no_short_plain_words(String source) {
        assertThatIllegalArgumentException().isThrownBy(() -> purchase("1").from(source));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "订单1", "1\n", "1\t2", "\u0000"})
    void refuses_references_that_are_not_printable(String reference) {
        assertThatIllegalArgumentException().isThrownBy(() -> purchase(reference));
        assertThatIllegalArgumentException().isThrownBy(() -> refund("1", reference));
    }

    @Test
    void takes_references_of_a_hundred_characters_and_no_more() {
        assertThatNoException().isThrownBy(() -> purchase("~".repeat(100)));
        assertThatIllegalArgumentException().isThrownBy(() -> purchase("~".repeat(101)));
    }

    @Test
    void bounds_channel_and_store() {
        assertThatNoException().isThrownBy(() -> purchase("1").in("店".repeat(64)));
        assertThatIllegalArgumentException().isThrownBy(() -> purchase("1").in("店".repeat(65)));
        assertThatIllegalArgumentException().isThrownBy(() -> purchase("1").through("Web"));
        assertThatIllegalArgumentException().isThrownBy(() -> purchase("1").through("abcdefghijklmnopq"));
    }

    @Test
    void keeps_its_time_to_the_microsecond_as_the_database_does() {
        var told = purchase("1")
                .at(Instant.parse("2026-11-20T12:00:00.123456999Z"))
                .activity();
        assertThat(told.happenedAt()).isEqualTo(Instant.parse("2026-11-20T12:00:00.123456Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1899-12-31T23:59:59Z", "0026-11-20T12:00:00Z", "9999-01-01T00:00:00Z", "+20261-01-01T00:00:00Z"
            })
    void refuses_times_that_are_slips_of_the_pen(String time) {
        assertThatIllegalArgumentException().isThrownBy(() -> purchase("1").at(Instant.parse(time)));
    }

    @Test
    void takes_two_thousand_items_and_no_more() {
        assertThatNoException().isThrownBy(() -> purchase("1").with(Collections.nCopies(2_000, MUG)));
        assertThatIllegalArgumentException().isThrownBy(() -> purchase("1").with(Collections.nCopies(2_001, MUG)));
    }

    @Test
    void does_not_change_when_the_list_it_was_made_from_does() {
        var items = new ArrayList<>(List.of(MUG));
        var told = purchase("1").with(items).activity();
        items.clear();
        assertThat(told.items()).containsExactly(MUG);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Purchase", "check in", "1st", "abcdefghijabcdefghijabcdefghijabc"})
    void knows_types_as_short_words_only(String type) {
        assertThatIllegalArgumentException().isThrownBy(() -> new ActivityType(type));
    }

    @Test
    void takes_item_prices_up_to_four_decimals_below_one_billion() {
        assertThat(priced("999999999.9999").unitPrice()).isEqualByComparingTo("999999999.9999");
        assertThat(priced("0").unitPrice()).isZero();
        for (var price : List.of("-0.0001", "0.00001", "1000000000", "12345678901234567890", "1E+999999999")) {
            assertThatIllegalArgumentException().as(price).isThrownBy(() -> priced(price));
        }
    }

    @Test
    void takes_items_of_equal_price_for_equal() {
        assertThat(priced("100")).isEqualTo(priced("100.0000")).isEqualTo(priced("1E+2"));
        assertThat(priced("0")).isEqualTo(priced("0.00"));
    }

    @Test
    void bounds_quantity_and_texts_of_items() {
        assertThatNoException().isThrownBy(() -> item("s".repeat(64), "n".repeat(200), "c".repeat(64), 1_000_000));
        assertThatIllegalArgumentException().isThrownBy(() -> item("s", "n", null, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> item("s", "n", null, -1));
        assertThatIllegalArgumentException().isThrownBy(() -> item("s", "n", null, 1_000_001));
        assertThatIllegalArgumentException().isThrownBy(() -> item(" ", "n", null, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> item("s".repeat(65), "n", null, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> item("s", "n".repeat(201), null, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> item("s", "n", "c".repeat(65), 1));
    }

    @Test
    void names_later_activities_with_greater_ids() {
        var ids = java.util.stream.Stream.generate(ActivityId::next)
                .limit(10_000)
                .map(ActivityId::toString)
                .toList();
        assertThat(ids).isSorted().doesNotHaveDuplicates();
    }

    private static Item priced(String price) {
        return new Item("sku", "name", null, 1, new BigDecimal(price));
    }

    private static Item item(String sku, String name, String category, int quantity) {
        return new Item(sku, name, category, quantity, BigDecimal.ONE);
    }
}
