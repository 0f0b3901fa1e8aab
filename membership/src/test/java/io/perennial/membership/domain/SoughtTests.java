package io.perennial.membership.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.membership.Identifier;
import io.perennial.membership.Identifier.Kind;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SoughtTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "13800138000",
                "138 0013 8000",
                "138-0013-8000",
                "+86 138 0013 8000",
                "0086 13800138000",
                "8613800138000",
                "(138) 0013.8000",
                "１３８００１３８０００"
            })
    void a_phone_is_known_however_it_is_written(String typed) {
        assertThat(Sought.of(typed).whole()).contains("+8613800138000");
    }

    @ParameterizedTest
    @CsvSource({"8000,0008", "13800138000,00083100831", "07911 123456,6543211197", "0001,1000"})
    void last_digits_are_read_from_behind_without_the_zero_that_is_dialled_at_home(String typed, String ending) {
        assertThat(Sought.of(typed).ending()).contains(ending);
    }

    @ParameterizedTest
    @ValueSource(strings = {"800", "+8613800138000", "lin", "a8000", "1234567890123"})
    void what_is_short_or_no_number_is_no_ending(String typed) {
        assertThat(Sought.of(typed).ending()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "li", "+86", "86"})
    void hardly_anything_is_no_beginning(String typed) {
        assertThat(Sought.of(typed).beginnings()).noneMatch("+8613800138000"::startsWith);
    }

    @Test
    void a_beginning_of_an_id_is_a_range() {
        var ids = Sought.of("0199-ABCD").ids().orElseThrow();

        assertThat(ids.first()).isEqualTo(UUID.fromString("0199abcd-0000-0000-0000-000000000000"));
        assertThat(ids.last()).isEqualTo(UUID.fromString("0199abcd-ffff-ffff-ffff-ffffffffffff"));
    }

    @Test
    void a_whole_id_is_one_id() {
        var id = UUID.randomUUID();

        assertThat(Sought.of(id.toString()).ids()).contains(new Sought.Ids(id, id));
    }

    @Test
    void a_name_is_its_words_folded() {
        assertThat(Sought.of(" Zoë  LI-wei ").words()).containsExactly("zoe", "li", "wei");
        assertThat(Sought.of("Zoë LI").name()).isEqualTo("zoe li");
        assertThat(Sought.of("13800138000").words()).isEmpty();
    }

    @Test
    void one_chinese_sign_is_a_name_and_one_letter_is_not() {
        assertThat(Sought.of("王").name()).isEqualTo("王");
        assertThat(Sought.of("w").name()).isEmpty();
    }

    @Test
    void says_by_which_identifier_a_member_was_met() {
        var phone = new Identifier(Kind.PHONE, "+8613800138000");

        assertThat(Sought.of("8000").meets(phone)).isTrue();
        assertThat(Sought.of("138 00").meets(phone)).isTrue();
        assertThat(Sought.of("0013").meets(phone)).isFalse();
        assertThat(Sought.of("lin").meets(phone)).isFalse();
    }
}
