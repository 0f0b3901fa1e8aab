package io.perennial.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class LatenciesTests {

    @Test
    void small_numbers_are_exact() {
        var latencies = new Latencies();
        for (int nanos = 1; nanos <= 20; nanos++) {
            latencies.add(nanos);
        }
        assertThat(latencies.at(.5)).isEqualTo(10);
        assertThat(latencies.at(.95)).isEqualTo(19);
        assertThat(latencies.at(1)).isEqualTo(20);
    }

    @Test
    void every_percentile_of_many_is_within_a_thirtieth_and_never_too_low() {
        var random = new Random(20261123);
        var nanos = random.longs(100_000, 1_000, 5_000_000_000L).toArray();
        var latencies = new Latencies();
        for (var each : nanos) {
            latencies.add(each);
        }
        Arrays.sort(nanos);
        for (double share : new double[] {.01, .5, .9, .99, .999, 1}) {
            var exact = nanos[(int) Math.ceil(share * nanos.length) - 1];
            assertThat(latencies.at(share))
                    .isGreaterThanOrEqualTo(exact)
                    .isCloseTo(exact, Percentage.withPercentage(3.2));
        }
    }

    @Test
    void the_longest_and_the_shortest_time_have_a_place() {
        var latencies = new Latencies();
        latencies.add(Long.MAX_VALUE);
        latencies.add(0);
        assertThat(latencies.at(.5)).isEqualTo(1);
        assertThat((double) latencies.at(1)).isCloseTo(Long.MAX_VALUE, within(1e12));
    }

    @Test
    void those_of_several_clients_are_added_up() {
        var one = new Latencies();
        one.add(10);
        var other = new Latencies();
        other.add(20);
        other.add(30);
        one.add(other);
        assertThat(one.count()).isEqualTo(3);
        assertThat(one.at(.5)).isEqualTo(20);
    }

    @Test
    void nobody_was_slow_where_nobody_was() {
        assertThat(new Latencies().at(.99)).isZero();
    }
}
