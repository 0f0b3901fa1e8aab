package io.perennial.trials;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is wrong with answers is seen. */
class ToldTests {

    private static final String FIRST = "{\"id\":\"a\",\"points\":5,\"standing\":{\"growth\":5},\"repeated\":false}";
    private static final String LATER = "{\"id\":\"a\",\"points\":5,\"standing\":{\"growth\":9},\"repeated\":true}";

    private final Told told = new Told(purchase());

    @Test
    void the_same_answer_again_is_right() {
        assertThat(told.acknowledge(FIRST)).isNull();
        assertThat(told.acknowledge(LATER)).isNull();
        assertThat(told.isAcknowledged()).isTrue();
    }

    @Test
    void an_answer_that_comes_first_may_be_the_second() {
        told.isUnknown();
        assertThat(told.acknowledge(LATER)).isNull();
        assertThat(told.acknowledge(FIRST)).isNull();
        assertThat(told.acknowledge(FIRST)).contains("done again");
    }

    @Test
    void what_is_done_twice_is_seen() {
        told.acknowledge(FIRST);
        assertThat(told.acknowledge(FIRST)).contains("done again");
    }

    @Test
    void what_is_lost_and_refused_is_seen() {
        told.acknowledge(FIRST);
        assertThat(told.refuse("{\"code\":\"unknown-purchase\"}")).contains("acknowledged before");
    }

    @Test
    void another_answer_is_seen() {
        told.acknowledge(FIRST);
        assertThat(told.acknowledge(LATER.replace(":5,\"st", ":6,\"st"))).contains("another answer");
    }

    @Test
    void half_a_batch_is_seen() {
        var batch = new Told(new Operation.Batch(List.of(purchase(), purchase())));
        assertThat(batch.acknowledge("{\"booked\":1,\"repeated\":1,\"refused\":0,\"results\":[{},{}]}"))
                .contains("half of it");
    }

    @Test
    void what_was_refused_may_be_done_later() {
        assertThat(told.refuse("{\"code\":\"not-enough-points\"}")).isNull();
        assertThat(told.isAcknowledged()).isFalse();
        assertThat(told.acknowledge(FIRST)).isNull();
    }

    private static Operation.Purchase purchase() {
        return new Operation.Purchase(UUID.randomUUID(), "r", Instant.EPOCH, BigDecimal.TEN);
    }
}
