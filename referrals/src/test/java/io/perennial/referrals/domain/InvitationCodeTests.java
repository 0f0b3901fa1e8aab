package io.perennial.referrals.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.security.SecureRandom;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InvitationCodeTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "7K2M0V1X",
                "7k2m0v1x",
                " 7K2M-0V1X ",
                "7K2M 0V1X\n",
                "7-K-2-M-0-V-1-X",
                "7K2M—0V1X",
                "7K2MOVIX",
                "7k2movlx",
                "７Ｋ２Ｍ０Ｖ１Ｘ",
                "7K2M\u3000\u00a00V1X"
            })
    void reads_what_a_person_types(String typed) {
        assertThat(InvitationCode.parse(typed)).contains(new InvitationCode("7K2M0V1X"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "7K2M0V1", "7K2M0V1XX", "7K2M0V1U", "7K2M_0V1X", "七K2M0V1X", "%' OR 1=1", "--------"})
    void finds_no_code_in_what_cannot_be_one(String typed) {
        assertThat(InvitationCode.parse(typed)).isEmpty();
    }

    @Test
    void does_not_look_at_what_is_far_too_long() {
        assertThat(InvitationCode.parse(" ".repeat(100) + "7K2M0V1X")).isEmpty();
        assertThat(InvitationCode.parse("7".repeat(10_000_000))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"7k2m0v1x", "7K2M-0V1X", "7K2MOV1X", "7K2M0V1"})
    void is_kept_in_one_form_only(String value) {
        assertThatIllegalArgumentException().isThrownBy(() -> new InvitationCode(value));
    }

    @Test
    void is_read_back_from_whatever_form_it_was_made_in() {
        var random = new Random(42);
        for (int i = 0; i < 10_000; i++) {
            var code = InvitationCode.random(random);
            assertThat(InvitationCode.parse(code.value())).contains(code);
            assertThat(InvitationCode.parse(code.value().toLowerCase(java.util.Locale.ROOT)))
                    .contains(code);
        }
    }

    @Test
    void uses_all_of_its_alphabet_in_every_place() {
        var codes = Stream.generate(
                        () -> InvitationCode.random(new SecureRandom()).value())
                .limit(2_000)
                .toList();

        assertThat(codes).doesNotHaveDuplicates();
        IntStream.range(0, 8)
                .forEach(place -> assertThat(
                                codes.stream().map(code -> code.charAt(place)).distinct())
                        .hasSize(32));
    }
}
