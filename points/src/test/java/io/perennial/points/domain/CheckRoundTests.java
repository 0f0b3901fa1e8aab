package io.perennial.points.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class CheckRoundTests {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    /** 03:20 in Shanghai, the second of them a moment earlier than the day before. */
    private static final Instant FIRST_NIGHT = Instant.parse("2026-11-22T19:20:01Z");

    private static final Instant SECOND_NIGHT =
            FIRST_NIGHT.plus(Duration.ofHours(24)).minusMillis(500);

    @Test
    void shares_what_is_left_among_the_nights_that_are_left() {
        assertThat(new CheckRound(FIRST_NIGHT, 0, 1_001).share(FIRST_NIGHT, ZONE))
                .isEqualTo(251);
        assertThat(new CheckRound(FIRST_NIGHT, 251, 1_001).share(SECOND_NIGHT, ZONE))
                .isEqualTo(250);
        assertThat(new CheckRound(FIRST_NIGHT, 501, 1_001).share(SECOND_NIGHT.plus(Duration.ofDays(1)), ZONE))
                .isEqualTo(250);
    }

    @Test
    void goes_to_the_end_in_the_last_night_and_after_it() {
        var last = SECOND_NIGHT.plus(Duration.ofDays(2));
        assertThat(new CheckRound(FIRST_NIGHT, 751, 1_001).share(last, ZONE)).isEqualTo(Long.MAX_VALUE);
        assertThat(new CheckRound(FIRST_NIGHT, 1, 1_001).share(last.plus(Duration.ofDays(30)), ZONE))
                .isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void goes_to_the_end_where_nobody_knows_how_many_there_are_or_there_are_more() {
        assertThat(new CheckRound(FIRST_NIGHT, 0, 0).share(FIRST_NIGHT, ZONE)).isEqualTo(Long.MAX_VALUE);
        assertThat(new CheckRound(FIRST_NIGHT, 7, 7).share(SECOND_NIGHT, ZONE)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void a_clock_turned_back_asks_for_no_less_than_a_share() {
        assertThat(new CheckRound(FIRST_NIGHT, 0, 1_000).share(FIRST_NIGHT.minus(Duration.ofDays(9)), ZONE))
                .isEqualTo(250);
    }
}
