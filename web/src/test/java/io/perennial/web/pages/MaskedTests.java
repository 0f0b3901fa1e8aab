package io.perennial.web.pages;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MaskedTests {

    @ParameterizedTest
    @CsvSource({"Zhang Wei, Z••••", "李娜, 李••••", "𠮷野, 𠮷••••", "'', ••••"})
    void of_a_name_one_letter_is_left(String name, String masked) {
        assertThat(Masked.name(name)).isEqualTo(masked);
    }

    @Test
    void in_a_line_phones_cards_and_addresses_are_masked_and_the_rest_stays() {
        assertThat(Masked.text(
                        "536365,85123A,6,12/1/2010 8:26,2.55,+86 138-0013 8000,wei.zhang@example.com,United Kingdom"))
                .isEqualTo("536365,85123A,6,12/1/2010 8:26,2.55,••••8000,w••••@example.com,United Kingdom");
        assertThat(Masked.text("card 8800 1234 5678 9012 gone")).isEqualTo("card ••••9012 gone");
        assertThat(Masked.text("no numbers at all")).isEqualTo("no numbers at all");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "  =1+1", "\t=1", "\r1", "\n1", "＝1", "|cmd", "%0A"})
    void what_a_spreadsheet_would_run_gets_an_apostrophe(String text) {
        assertThat(Cells.plain(text)).isEqualTo("'" + text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "Mug", "5", "a=b", "'quoted"})
    void what_is_harmless_stays(String text) {
        assertThat(Cells.plain(text)).isEqualTo(text);
    }
}
