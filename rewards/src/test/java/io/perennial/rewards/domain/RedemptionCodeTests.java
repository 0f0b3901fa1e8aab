package io.perennial.rewards.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashSet;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedemptionCodeTests {

    @Test
    void is_shown_in_two_halves() {
        assertThat(new RedemptionCode("0123456789")).hasToString("01234-56789");
    }

    @Test
    void is_drawn_from_the_whole_alphabet_without_the_letters_that_look_like_others() {
        var random = new Random(7);
        var seen = new HashSet<Character>();
        for (var round = 0; round < 500; round++) {
            RedemptionCode.drawnBy(random).value().chars().forEach(character -> seen.add((char) character));
        }
        assertThat(seen).hasSize(32).doesNotContain('I', 'L', 'O', 'U');
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "A0B1C-D1EF9",
                "a0b1cd1ef9",
                "  AOBIC dlef9 ",
                "AoBlC—D1EF9",
                "A 0 B 1 C D 1 E F 9",
                "Ａ０Ｂ１Ｃ－Ｄ１ＥＦ９",
                "a0b1c\u00a0d1ef9\t"
            })
    void is_read_however_it_was_typed(String typed) {
        assertThat(RedemptionCode.read(typed)).contains(new RedemptionCode("A0B1CD1EF9"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A0B1CD1EF", "A0B1CD1EF99", "A0B1CD1EFU", "A0B1CD1EF'", "咖啡咖啡咖啡咖啡咖啡"})
    void is_not_read_from_anything_else(String typed) {
        assertThat(RedemptionCode.read(typed)).isEmpty();
    }

    @Test
    void is_not_looked_for_in_a_novel() {
        assertThat(RedemptionCode.read("A0B1CD1EF9" + " ".repeat(1_000_000))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A0B1C-D1EF", "a0b1cd1ef9", "O0B1CD1EF9"})
    void has_only_one_form_inside(String value) {
        assertThatIllegalArgumentException().isThrownBy(() -> new RedemptionCode(value));
    }
}
