package io.perennial.points.application;

import static io.perennial.points.Stories.NOON;
import static io.perennial.points.Stories.purchase;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perennial.points.EntryKind;
import io.perennial.points.ExpirePoints.Sweep;
import io.perennial.points.Points;
import io.perennial.points.PointsExpired;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ExpiringPointsTests {

    private static final Instant EXPIRY = Instant.parse("2028-11-30T16:00:00Z");

    private final PointsInMemory points = new PointsInMemory();

    @Test
    void expires_what_is_over_and_nothing_else() {
        var anna = points.enrol(1);
        points.earnPoints.earn(List.of(purchase(anna, "A1", "100.00"), purchase(anna, "A2", "11.00")));
        points.clock.turn(Duration.ofDays(30));
        points.earnPoints.earn(List.of(purchase(anna, "A3", "7.00")));

        points.clock.turnTo(EXPIRY.minusNanos(1_000));
        assertThat(points.expirePoints.expire(points.clock.instant())).isEqualTo(new Sweep(0, Points.NONE));
        points.clock.turnTo(EXPIRY);
        assertThat(points.expirePoints.expire(EXPIRY)).isEqualTo(new Sweep(2, Points.of(111)));
        assertThat(points.expirePoints.expire(EXPIRY)).isEqualTo(new Sweep(0, Points.NONE));

        assertThat(points.ledger.balance(anna)).isEqualTo(Points.of(7));
        var entry = points.ledger.entries(anna).getLast();
        assertThat(entry.kind()).isEqualTo(EntryKind.EXPIRED);
        assertThat(entry.points()).isEqualTo(-111);
        assertThat(points.events(PointsExpired.class))
                .containsExactly(new PointsExpired(List.of(new PointsExpired.Expiry(anna, 111, 7)), EXPIRY));
    }

    @Test
    void goes_on_from_chunk_to_chunk_until_nothing_is_left() {
        var members = IntStream.range(0, 45).mapToObj(points::enrol).toList();
        for (int i = 0; i < 60; i++) {
            var round = i;
            points.earnPoints.earn(members.stream()
                    .map(member -> purchase(member, "P" + round + member, "2.00"))
                    .toList());
        }
        points.clock.turnTo(EXPIRY);

        assertThat(points.expirePoints.expire(EXPIRY)).isEqualTo(new Sweep(45 * 60, Points.of(45 * 60 * 2)));
        assertThat(points.events(PointsExpired.class)).hasSize(3); // 2,700 lots
        assertThat(members)
                .allSatisfy(member -> assertThat(points.ledger.balance(member)).isEqualTo(Points.NONE));
    }

    @Test
    void refuses_to_expire_what_is_still_good() {
        assertThatThrownBy(() -> points.expirePoints.expire(NOON.plusNanos(1_000)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
