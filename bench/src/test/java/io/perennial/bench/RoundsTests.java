package io.perennial.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoundsTests {

    @Test
    void the_two_take_turns_and_who_is_first_changes() throws Exception {
        var order = new ArrayList<String>();

        Rounds.inTurns(3, () -> order.add("baseline"), () -> order.add("own"));

        assertThat(order).containsExactly("baseline", "own", "own", "baseline", "baseline", "own");
    }

    @Test
    void each_is_paired_with_its_neighbour() throws Exception {
        var baseline = List.of(1, 2, 3).iterator();
        var own = List.of(10, 20, 30).iterator();

        var pairs = Rounds.inTurns(3, baseline::next, own::next);

        assertThat(pairs).containsExactly(new Rounds.Pair<>(1, 10), new Rounds.Pair<>(2, 20), new Rounds.Pair<>(3, 30));
    }

    @Test
    void a_machine_that_slows_down_harms_neither() throws Exception {
        var speed = new double[] {1024};
        Rounds.Measuring<Double> slower = () -> speed[0] /= 1.01;

        var pairs = Rounds.inTurns(4, slower, slower);

        var ratio = Spread.of(
                pairs.stream().map(pair -> pair.own() / pair.baseline()).toList());
        assertThat(ratio.median()).isBetween(.999, 1.001);
    }
}
