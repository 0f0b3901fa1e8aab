package io.perennial.membership.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perennial.membership.BilingualText;
import io.perennial.membership.GrowStanding.Growth;
import io.perennial.membership.Ladder;
import io.perennial.membership.MemberId;
import io.perennial.membership.Tier;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PositionTests {

    private static final Instant ENROLLED = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant NOW = Instant.parse("2026-03-14T12:00:00Z");
    private static final Tier LOW = new Tier("low", 0, new BilingualText("低", "Low"), 0);
    private static final Tier HIGH = new Tier("high", 1, new BilingualText("高", "High"), 100);
    private static final Ladder LADDER = new Ladder(List.of(LOW, HIGH));
    private static final Yardstick YARDSTICK = new Yardstick(LADDER, ZoneOffset.UTC);
    private static final MemberId MEMBER = MemberId.next();
    private static final Position BEGIN =
            new Position(MEMBER, 0, LOW, ENROLLED, 0, Term.begin(ENROLLED, YARDSTICK.endOfPeriod(ENROLLED), 0, null));

    @Test
    void rises_exactly_at_the_entry_line() {
        assertThat(grow(BEGIN, 99).tier()).isEqualTo(LOW);
        assertThat(grow(BEGIN, 99).tierSince()).isEqualTo(ENROLLED);
        assertThat(grow(BEGIN, 100).tier()).isEqualTo(HIGH);
        assertThat(grow(BEGIN, 100).tierSince()).isEqualTo(NOW);
    }

    @Test
    void keeps_its_tier_when_growth_is_taken_back() {
        var fallen = grow(grow(BEGIN, 150), -120);

        assertThat(fallen.growth()).isEqualTo(30);
        assertThat(fallen.tier()).isEqualTo(HIGH);
    }

    @Test
    void books_what_was_really_taken() {
        var step = grow(BEGIN, 30).grow(growth(-50), YARDSTICK, false, NOW);

        assertThat(step.position().growth()).isZero();
        assertThat(step.bookings().getLast().amount()).isEqualTo(-30);
        assertThat(step.bookings().getLast().growthAfter()).isZero();
        assertThat(step.bookings().getLast().seq()).isEqualTo(2);
    }

    @Test
    void fails_rather_than_turn_immense_growth_into_none() {
        assertThatThrownBy(() -> grow(grow(BEGIN, Long.MAX_VALUE), 1)).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void adds_up_to_its_bookings_whatever_happens() {
        var random = new Random(7);
        for (var history = 0; history < 200; history++) {
            var position = BEGIN;
            var sum = 0L;
            for (var i = 1; i <= 50; i++) {
                var before = position;
                var step = position.grow(growth(random.nextLong(-80, 120)), YARDSTICK, false, NOW);
                position = step.position();
                sum += step.bookings().getLast().amount();
                assertThat(position.growth()).isEqualTo(sum).isNotNegative();
                assertThat(step.bookings().getLast().seq()).isEqualTo(i);
                assertThat(position.tier().reaches(before.tier())).isTrue();
                assertThat(position.tier().reaches(LADDER.reachedBy(position.growth())))
                        .isTrue();
            }
        }
    }

    private static Position grow(Position position, long amount) {
        return position.grow(growth(amount), YARDSTICK, false, NOW).position();
    }

    private static Growth growth(long amount) {
        return new Growth(MEMBER, amount, "key", NOW);
    }
}
