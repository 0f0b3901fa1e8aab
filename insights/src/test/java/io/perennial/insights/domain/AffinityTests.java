package io.perennial.insights.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class AffinityTests {

    /** Dunning's own table of bigrams: "the swiss" 110 of 31,777 words, 2,442 and 111 … his −2 log λ is 270.72. */
    @Test
    void agrees_with_the_table_of_the_paper() {
        assertThat(new Affinity(110, 110 + 2_442, 110 + 111, 110 + 2_442 + 111 + 29_114).strength())
                .isCloseTo(270.72, within(.01));
    }

    @Test
    void what_is_bought_together_by_chance_is_worth_nothing() {
        assertThat(new Affinity(25, 50, 50, 100).times()).isEqualTo(1);
        assertThat(new Affinity(25, 50, 50, 100).strength()).isZero();
    }

    @Test
    void what_keeps_apart_is_worth_nothing() {
        assertThat(new Affinity(1, 50, 50, 100).strength()).isZero();
        assertThat(new Affinity(0, 0, 7, 100).strength()).isZero();
    }

    @Test
    void what_everybody_buys_goes_with_nothing() {
        assertThat(new Affinity(60, 60, 1_000, 1_000).strength()).isZero();
    }

    @Test
    void many_together_are_worth_more_than_few_in_the_same_proportion() {
        var few = new Affinity(5, 10, 10, 1_000);
        var many = new Affinity(50, 100, 100, 10_000);
        assertThat(few.times()).isEqualTo(many.times());
        assertThat(many.strength()).isGreaterThan(few.strength());
    }

    @Test
    void counts_that_cannot_be_are_refused() {
        assertThatThrownBy(() -> new Affinity(6, 5, 9, 100)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Affinity(1, 60, 60, 100)).isInstanceOf(IllegalArgumentException.class);
    }
}
