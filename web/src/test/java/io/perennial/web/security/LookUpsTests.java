package io.perennial.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LookUpsTests {

    @ParameterizedTest
    @CsvSource({
        "203.0.113.77, 203.0.113.*",
        "2001:db8:12:3400::1, 2001:0db8:0012:*",
        "::1, 0000:0000:0000:*",
        "unix-socket, ''"
    })
    void a_network_is_kept_and_no_device(String address, String shortened) {
        assertThat(NetworkAddress.shortened(address)).isEqualTo(shortened);
    }

    @ParameterizedTest
    @ValueSource(strings = {"13800138000", "+86 138", "8000", "wei@example.com", "wei@", "C-17850"})
    void a_number_or_an_address_is_an_identifier(String typed) {
        assertThat(LookUps.isIdentifier(typed)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "wei", "李娜", "Zhang 3", "0193579a-0000-7000-8000-00000000000b"})
    void a_name_or_an_id_of_ours_is_none(String typed) {
        assertThat(LookUps.isIdentifier(typed)).isFalse();
    }
}
