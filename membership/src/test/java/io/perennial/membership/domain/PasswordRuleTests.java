package io.perennial.membership.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.membership.SignInByPassword.Weakness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordRuleTests {

    @Test
    void asks_for_ten_to_seventy_two_bytes() {
        assertThat(PasswordRule.weaknessOf("blue moss")).hasValue(Weakness.TOO_SHORT);
        assertThat(PasswordRule.weaknessOf("blue moss!")).isEmpty();
        assertThat(PasswordRule.weaknessOf("abc".repeat(24))).isEmpty();
        assertThat(PasswordRule.weaknessOf("abc".repeat(24) + "d")).hasValue(Weakness.TOO_LONG);
    }

    @Test
    void counts_bytes_and_not_letters() {
        assertThat(PasswordRule.weaknessOf("春夏秋")).hasValue(Weakness.TOO_SHORT);
        assertThat(PasswordRule.weaknessOf("春夏秋冬")).isEmpty();
        assertThat(PasswordRule.weaknessOf("春夏秋冬".repeat(6) + "春")).hasValue(Weakness.TOO_LONG);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1234567890",
                "password123",
                "PassWord123",
                "qwertyuiop",
                "woaini1314",
                "aaaaaaaaaaaa",
                "5201314520",
                "1212121212",
                "1qaz2wsx3edc"
            })
    void refuses_what_everybody_thinks_of(String password) {
        assertThat(PasswordRule.weaknessOf(password)).hasValue(Weakness.TOO_COMMON);
    }

    @ParameterizedTest
    @ValueSource(strings = {"correct horse battery", "十里桃花不如你", "password is long and odd", "tr0ub4dor&3"})
    void accepts_what_few_would_think_of(String password) {
        assertThat(PasswordRule.weaknessOf(password)).isEmpty();
    }
}
