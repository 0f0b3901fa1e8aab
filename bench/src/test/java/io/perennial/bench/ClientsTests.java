package io.perennial.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ClientsTests {

    @Test
    void all_clients_work_at_the_same_time_and_each_operation_counts_once() throws Exception {
        var everybody = new CyclicBarrier(4); // would never open for three
        var operations = new AtomicLong();
        Set<Integer> seen = ConcurrentHashMap.newKeySet();

        var tally = Clients.work(4, Duration.ofMillis(1), client -> {
            if (seen.add(client)) {
                everybody.await();
            }
            operations.incrementAndGet();
        });

        assertThat(seen).containsExactlyInAnyOrder(0, 1, 2, 3);
        assertThat(tally.done())
                .isEqualTo(operations.get())
                .isEqualTo(tally.latencies().count());
        assertThat(tally.perSecond()).isPositive();
    }

    @Test
    void a_client_that_fails_ends_the_measurement() {
        assertThatIllegalStateException()
                .isThrownBy(() -> Clients.work(2, Duration.ofMillis(1), client -> {
                    throw new IllegalArgumentException("not booked");
                }))
                .withMessageContaining("not booked");
    }
}
