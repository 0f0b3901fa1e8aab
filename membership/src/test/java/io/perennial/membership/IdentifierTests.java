package io.perennial.membership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perennial.membership.Identifier.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdentifierTests {

    @ParameterizedTest
    @CsvSource({
        "13800138000, +8613800138000",
        "138 0013 8000, +8613800138000",
        "+86 138-0013-8000, +8613800138000",
        "008613800138000, +8613800138000",
        "+44 7400 123456, +447400123456",
    })
    void reads_phones_as_people_write_them(String written, String normal) {
        assertThat(Identifier.parse(Kind.PHONE, written)).hasValue(new Identifier(Kind.PHONE, normal));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "12", "hello", "+86138", "1380013800012345"})
    void reads_nothing_from_what_is_no_phone(String written) {
        assertThat(Identifier.parse(Kind.PHONE, written)).isEmpty();
    }

    @Test
    void takes_addresses_that_differ_in_case_for_one() {
        assertThat(Identifier.parse(Kind.EMAIL, " Lin@Example.COM "))
                .hasValue(new Identifier(Kind.EMAIL, "lin@example.com"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "lin",
                "lin@",
                "@example.com",
                "lin@example",
                "a b@example.com",
                "<script>@example.com",
                "a@b@c.com"
            })
    void reads_nothing_from_what_is_no_address(String written) {
        assertThat(Identifier.parse(Kind.EMAIL, written)).isEmpty();
    }

    @Test
    void keeps_numbers_of_customers_as_they_are() {
        assertThat(Identifier.parse(Kind.CUSTOMER_NUMBER, " A-017/b "))
                .hasValue(new Identifier(Kind.CUSTOMER_NUMBER, "A-017/b"));
        assertThat(Identifier.parse(Kind.CUSTOMER_NUMBER, "a b")).isEmpty();
        assertThat(Identifier.parse(Kind.CUSTOMER_NUMBER, "x".repeat(191))).isEmpty();
    }

    @Test
    void is_made_in_normal_form_only() {
        assertThatThrownBy(() -> new Identifier(Kind.PHONE, "13800138000"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Identifier(Kind.EMAIL, "Lin@example.com"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
