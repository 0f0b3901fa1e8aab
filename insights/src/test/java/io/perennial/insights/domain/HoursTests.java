package io.perennial.insights.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HoursTests {

    @Test
    void who_never_did_anything_has_no_usual_hour() {
        assertThat(Hours.NONE.usual()).isNull();
    }

    @Test
    void the_usual_hour_is_the_first_of_those_in_which_they_did_most() {
        assertThat(Hours.NONE.and(23, 2).and(7, 1).and(7, 1).and(0, 1).usual()).isEqualTo(7);
    }

    @Test
    void what_is_stored_is_what_was() {
        var hours = Hours.NONE.and(0, 300).and(23, 1);

        assertThat(hours.bytes()).hasSize(48);
        assertThat(Hours.of(hours.bytes())).isEqualTo(hours).isNotEqualTo(Hours.NONE);
    }

    @Test
    void too_many_are_as_many_in_whatever_order_they_came() {
        var most = Character.MAX_VALUE;
        var inSteps = Hours.NONE.and(9, most - 1).and(9, 1).and(9, 1);

        assertThat(inSteps).isEqualTo(Hours.NONE.and(9, most + 5));
        assertThat(Hours.NONE.and(9, 3).and(inSteps)).isEqualTo(inSteps);
    }
}
