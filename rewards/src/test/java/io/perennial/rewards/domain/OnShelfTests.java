package io.perennial.rewards.domain;

import static io.perennial.rewards.ReadCatalogue.Availability.AFFORDABLE;
import static io.perennial.rewards.ReadCatalogue.Availability.LIMIT_REACHED;
import static io.perennial.rewards.ReadCatalogue.Availability.NOT_ENOUGH_POINTS;
import static io.perennial.rewards.ReadCatalogue.Availability.SOLD_OUT;
import static io.perennial.rewards.ReadCatalogue.Availability.TIER_TOO_LOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.points.Points;
import io.perennial.rewards.Shelf.Written;
import org.junit.jupiter.api.Test;

class OnShelfTests {

    private static final Points EXACTLY_ENOUGH = Points.of(100);
    private static final Points ONE_TOO_FEW = Points.of(99);

    @Test
    void the_last_piece_can_be_had_with_exactly_its_price() {
        assertThat(cup(1, 0).availability(true, EXACTLY_ENOUGH)).isEqualTo(AFFORDABLE);
        assertThat(cup(1, 0).missing(EXACTLY_ENOUGH)).isEqualTo(Points.NONE);
    }

    @Test
    void one_point_too_few_is_not_enough() {
        assertThat(cup(1, 0).availability(true, ONE_TOO_FEW)).isEqualTo(NOT_ENOUGH_POINTS);
        assertThat(cup(1, 0).missing(ONE_TOO_FEW)).isEqualTo(Points.of(1));
    }

    @Test
    void as_many_as_the_limit_says_and_not_one_more() {
        assertThat(cup(1, 1).availability(true, EXACTLY_ENOUGH)).isEqualTo(AFFORDABLE);
        assertThat(cup(1, 2).availability(true, EXACTLY_ENOUGH)).isEqualTo(LIMIT_REACHED);
    }

    @Test
    void the_first_hindrance_is_the_one_that_is_named() {
        assertThat(cup(0, 2).availability(false, ONE_TOO_FEW)).isEqualTo(SOLD_OUT);
        assertThat(cup(1, 2).availability(false, ONE_TOO_FEW)).isEqualTo(TIER_TOO_LOW);
        assertThat(cup(1, 2).availability(true, ONE_TOO_FEW)).isEqualTo(LIMIT_REACHED);
    }

    private static OnShelf cup(long left, int taken) {
        return new OnShelf(new Written().limit(2).reward(), left, taken);
    }
}
