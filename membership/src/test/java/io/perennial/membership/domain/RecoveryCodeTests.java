package io.perennial.membership.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;

class RecoveryCodeTests {

    @Test
    void is_read_as_a_person_types_it_from_paper() {
        var code = RecoveryCode.next();

        assertThat(code.written()).matches("([a-z2-9]{4}-){3}[a-z2-9]{4}");
        assertThat(RecoveryCode.parse(
                        " " + code.written().toUpperCase(Locale.ROOT).replace('-', ' ')))
                .hasValue(code);
    }

    @Test
    void is_not_read_from_what_cannot_be_one() {
        assertThat(RecoveryCode.parse("")).isEmpty();
        assertThat(RecoveryCode.parse("123456")).isEmpty();
        assertThat(RecoveryCode.parse("il0o-il0o-il0o-il0o")).isEmpty();
    }

    @Test
    void differs_from_every_other_and_tells_nothing_of_itself() {
        var code = RecoveryCode.next();

        assertThat(code).isNotEqualTo(RecoveryCode.next());
        assertThat(code.toString()).doesNotContain(code.signs());
    }
}
