package io.perennial.points;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.LocalDate;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class StreakPlanTests {

    private static final Prize SMALL = Prize.of(5);
    private static final Prize LARGE = Prize.of(50);

    @Test
    void pays_on_the_days_of_each_cycle() {
        var plan = plan(7, Map.of(3, SMALL, 7, LARGE));

        assertThat(plan.prizeFor(2)).isEmpty();
        assertThat(plan.prizeFor(3)).contains(SMALL);
        assertThat(plan.prizeFor(7)).contains(LARGE);
        assertThat(plan.prizeFor(8)).isEmpty();
        assertThat(plan.prizeFor(10)).contains(SMALL);
        assertThat(plan.prizeFor(14)).contains(LARGE);
    }

    @Test
    void pays_each_length_once_without_a_cycle() {
        var plan = plan(0, Map.of(3, SMALL, 100, LARGE));

        assertThat(plan.prizeFor(100)).contains(LARGE);
        assertThat(plan.prizeFor(103)).isEmpty();
        assertThat(plan.nextAfter(3)).hasValue(100);
        assertThat(plan.nextAfter(100)).isEmpty();
    }

    @Test
    void knows_what_comes_next_across_the_end_of_a_cycle() {
        var plan = plan(30, Map.of(3, SMALL, 7, SMALL, 30, LARGE));

        assertThat(plan.nextAfter(0)).hasValue(3);
        assertThat(plan.nextAfter(3)).hasValue(7);
        assertThat(plan.nextAfter(29)).hasValue(30);
        assertThat(plan.nextAfter(30)).hasValue(33);
        assertThat(plan.nextAfter(67)).hasValue(90);
        assertThat(plan(30, Map.of()).nextAfter(3)).isEqualTo(OptionalInt.empty());
    }

    @Test
    void every_next_length_brings_a_prize_and_none_before_it_does() {
        var plan = plan(11, Map.of(2, SMALL, 5, SMALL, 11, LARGE));
        for (int length = 0; length < 200; length++) {
            var next = plan.nextAfter(length).orElseThrow();
            assertThat(plan.prizeFor(next)).isPresent();
            for (int between = length + 1; between < next; between++) {
                assertThat(plan.prizeFor(between)).isEmpty();
            }
        }
    }

    @Test
    void has_bounds() {
        assertThatIllegalArgumentException().isThrownBy(() -> plan(7, Map.of(8, SMALL)));
        assertThatIllegalArgumentException().isThrownBy(() -> plan(7, Map.of(0, SMALL)));
        assertThatIllegalArgumentException().isThrownBy(() -> plan(367, Map.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StreakPlan(1, LocalDate.EPOCH, 0, new TreeMap<>(), 6, 7));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StreakPlan(1, LocalDate.EPOCH, 0, new TreeMap<>(), 1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Prize(Points.NONE, 0, null));
        assertThatIllegalArgumentException().isThrownBy(() -> Prize.of(Prize.MOST + 1));
    }

    private static StreakPlan plan(int cycle, Map<Integer, Prize> prizes) {
        return new StreakPlan(1, LocalDate.EPOCH, cycle, new TreeMap<>(prizes), 1, 7);
    }
}
