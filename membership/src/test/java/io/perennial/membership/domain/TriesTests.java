package io.perennial.membership.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TriesTests {

    private static final Instant NOON = Instant.parse("2026-03-14T12:00:00Z");

    @Test
    void lock_with_the_tenth_failure_for_a_quarter_of_an_hour() {
        assertThat(after(9).waitFor(NOON)).isEmpty();
        assertThat(after(10).waitFor(NOON)).hasValue(Duration.ofMinutes(15));
        assertThat(after(10).waitFor(NOON.plusSeconds(899))).hasValue(Duration.ofSeconds(1));
        assertThat(after(10).waitFor(NOON.plusSeconds(900))).isEmpty();
    }

    @Test
    void count_anew_after_a_lock() {
        var afterLock = after(10).another(NOON.plusSeconds(900));

        assertThat(afterLock.failures()).isEqualTo(1);
        assertThat(afterLock.waitFor(NOON.plusSeconds(900))).isEmpty();
    }

    private static Tries after(int failures) {
        var tries = Tries.NONE;
        for (var i = 0; i < failures; i++) {
            tries = tries.another(NOON);
        }
        return tries;
    }
}
