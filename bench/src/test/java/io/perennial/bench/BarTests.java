package io.perennial.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.bench.Bar.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

class BarTests {

    @Test
    void what_should_be_large_is_held_against_floor_and_goal() {
        var bar = Bar.atLeast(.55, .80);
        assertThat(bar.of(.80)).isEqualTo(Verdict.GOAL);
        assertThat(bar.of(.79)).isEqualTo(Verdict.FLOOR);
        assertThat(bar.of(.55)).isEqualTo(Verdict.FLOOR);
        assertThat(bar.of(.54)).isEqualTo(Verdict.BELOW);
    }

    @Test
    void what_should_be_small_likewise() {
        var bar = Bar.atMost(100, 50);
        assertThat(bar.of(50)).isEqualTo(Verdict.GOAL);
        assertThat(bar.of(51)).isEqualTo(Verdict.FLOOR);
        assertThat(bar.of(101)).isEqualTo(Verdict.BELOW);
    }

    @Test
    void a_row_says_what_was_measured_what_is_asked_and_whether_it_passes() {
        var pairs = List.of(
                new Rounds.Pair<>(1000.0, 700.0), new Rounds.Pair<>(2000.0, 1000.0), new Rounds.Pair<>(1000.0, 600.0));

        var finding = Finding.ofRates("16 clients", pairs, Bar.atLeast(.55, .80));

        assertThat(finding.row())
                .isEqualTo("| 16 clients | 1,000/s | 700/s | 0.60 (0.50–0.70) | ≥ 0.55 | ≥ 0.80 | floor |");
    }

    @Test
    void what_nothing_is_asked_of_passes_nothing() {
        assertThat(Finding.ofRates("1 client", List.of(new Rounds.Pair<>(2.0, 1.0)), null)
                        .row())
                .isEqualTo("| 1 client | 2/s | 1/s | 0.50 (0.50–0.50) |  |  |  |");
    }
}
