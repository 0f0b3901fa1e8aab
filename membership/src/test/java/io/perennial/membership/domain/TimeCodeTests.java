package io.perennial.membership.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeCodeTests {

    private static final byte[] SECRET = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);
    private static final Instant NOW = Instant.ofEpochSecond(1_234_567_890);

    /** RFC 6238 appendix B, the last six of its eight digits. */
    @ParameterizedTest
    @CsvSource({
        "59, 287082",
        "1111111109, 081804",
        "1111111111, 050471",
        "1234567890, 005924",
        "2000000000, 279037",
        "20000000000, 353130"
    })
    void computes_what_the_standard_says(long second, String code) {
        assertThat(TimeCode.of(SECRET, Instant.ofEpochSecond(second))).isEqualTo(code);
    }

    @Test
    void takes_the_code_of_the_step_before_and_of_the_step_after_and_no_other() {
        for (var early = -3; early <= 3; early++) {
            var code = TimeCode.of(SECRET, NOW.plusSeconds(30L * early));
            assertThat(TimeCode.stepOf(code, SECRET, NOW, 0).isPresent())
                    .describedAs("%d steps away", early)
                    .isEqualTo(Math.abs(early) <= 1);
        }
    }

    @Test
    void takes_no_code_of_a_step_that_is_over() {
        var code = TimeCode.of(SECRET, NOW);
        var step = TimeCode.stepOf(code, SECRET, NOW, 0).orElseThrow();

        assertThat(TimeCode.stepOf(code, SECRET, NOW, step)).isEmpty();
        assertThat(TimeCode.stepOf(TimeCode.of(SECRET, NOW.minusSeconds(30)), SECRET, NOW, step))
                .isEmpty();
        assertThat(TimeCode.stepOf(TimeCode.of(SECRET, NOW.plusSeconds(30)), SECRET, NOW, step))
                .hasValue(step + 1);
    }

    @Test
    void takes_nothing_that_only_looks_like_a_code() {
        assertThat(TimeCode.stepOf("", SECRET, NOW, 0)).isEmpty();
        assertThat(TimeCode.stepOf("5924", SECRET, NOW, 0)).isEmpty();
    }

    /** RFC 4648 section 10, without its padding. */
    @ParameterizedTest
    @CsvSource({"f,MY", "fo,MZXQ", "foo,MZXW6", "foob,MZXW6YQ", "fooba,MZXW6YTB", "foobar,MZXW6YTBOI"})
    void writes_secrets_as_apps_take_them(String secret, String written) {
        assertThat(TimeCode.written(secret.getBytes(StandardCharsets.US_ASCII))).isEqualTo(written);
    }
}
