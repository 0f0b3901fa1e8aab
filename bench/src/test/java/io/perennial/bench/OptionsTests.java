package io.perennial.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTests {

    @Test
    void without_arguments_everything_is_measured_on_a_million_members() {
        var options = Options.of();
        assertThat(options.members()).isEqualTo(1_000_000);
        assertThat(options.clients()).containsExactly(1, 4, 16, 64);
        assertThat(Bench.GOALS).allMatch(goal -> options.wants(goal.name()));
        assertThat(options.growth()).isFalse();
    }

    @Test
    void some_goals_can_be_asked_for() {
        var options = Options.of("--only=S1,S3", "--members=20_000", "--seconds=3", "--clients=16");
        assertThat(Bench.GOALS.stream().map(Goal::name).filter(options::wants)).containsExactly("S1", "S3");
        assertThat(options.members()).isEqualTo(20_000);
        assertThat(options.time()).isEqualTo(Duration.ofSeconds(3));
        assertThat(options.clients()).containsExactly(16);
    }

    @Test
    void growth_alone_measures_no_goal() {
        assertThat(Bench.GOALS).noneMatch(goal -> Options.of("--growth").wants(goal.name()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"members", "--memberz=1", "--members=many", "--members=5", "--growth=yes", "--keep=x;drop"})
    void what_is_not_understood_is_refused(String argument) {
        assertThatThrownBy(() -> Options.of(argument)).isInstanceOf(Options.NotUnderstood.class);
    }

    @Test
    void there_is_a_goal_for_each_name_and_each_has_one() {
        assertThat(Bench.GOALS.stream().map(Goal::name))
                .containsExactlyInAnyOrder("S1", "S2", "S3", "S4", "S5", "S6", "S7", "S8", "S9");
    }
}
