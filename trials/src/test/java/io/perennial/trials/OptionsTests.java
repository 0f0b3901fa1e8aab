package io.perennial.trials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTests {

    @Test
    void without_any_each_trial_has_one_round() {
        var options = Options.of(7);

        assertThat(options.time()).isEmpty();
        assertThat(options.seed()).isEqualTo(7);
        assertThat(options.only()).isEmpty();
    }

    @Test
    void reads_what_is_given() {
        var options = Options.of(7, "--for=2h", "--seed=-3", "--only=cut-commits, sent-again");

        assertThat(options.time()).contains(Duration.ofHours(2));
        assertThat(options.seed()).isEqualTo(-3);
        assertThat(options.only()).containsExactly("cut-commits", "sent-again");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--for", "--for=2", "--for=h", "--seed=x", "--size=3", "for=2h", "--"})
    void says_what_it_does_not_understand(String argument) {
        assertThatThrownBy(() -> Options.of(7, argument)).isInstanceOf(Options.NotUnderstood.class);
    }
}
