package io.perennial.points.application;

import static io.perennial.points.Stories.NOON;
import static io.perennial.points.Stories.checkIn;
import static io.perennial.points.Stories.purchase;
import static io.perennial.points.Stories.refund;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perennial.insights.Activity;
import io.perennial.insights.ActivityType;
import io.perennial.membership.MemberId;
import io.perennial.points.EarnPoints.Outcome.Booked;
import io.perennial.points.EntryKind;
import io.perennial.points.Points;
import io.perennial.points.PointsPolicy.Refunds;
import io.perennial.points.PointsReleased;
import io.perennial.points.ReleasePoints.Sweep;
import io.perennial.points.Stories;
import io.perennial.points.domain.Entry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReleasingPointsTests {

    /** Bought on 22 November at noon in Shanghai: seven whole days are over on the 29th, so the 30th is the first day. */
    private static final Instant AVAILABLE = Instant.parse("2026-11-29T16:00:00Z");

    private final PointsInMemory points = new PointsInMemory();
    private final MemberId anna = points.enrol(1);

    @BeforeEach
    void purchases_wait_a_week() {
        points.policies.versions.set(0, Stories.policy(Map.of(ActivityType.PURCHASE, 7), Refunds.WITHIN_BALANCE));
    }

    @Test
    void what_is_earned_waits_while_growth_counts_at_once() {
        var booked = book(purchase(anna, "A1", "100.00"));

        assertThat(booked)
                .extracting(Booked::points, Booked::pending, Booked::growth)
                .containsExactly(0L, 100L, 100L);
        assertThat(points.ledger.position(anna).pending()).isEqualTo(Points.of(100));
        assertThat(points.ledger.balance(anna)).isEqualTo(Points.NONE);
        assertThat(book(checkIn(anna, "C1")).points()).isEqualTo(5);
    }

    @Test
    void releases_what_has_waited_and_its_life_begins_then() {
        book(purchase(anna, "A1", "100.00"));

        points.clock.turnTo(AVAILABLE.minusNanos(1_000));
        assertThat(points.releasePoints.release(points.clock.instant())).isEqualTo(new Sweep(0, Points.NONE));
        points.clock.turnTo(AVAILABLE.plusSeconds(3_600));
        assertThat(points.releasePoints.release(points.clock.instant())).isEqualTo(new Sweep(1, Points.of(100)));
        assertThat(points.releasePoints.release(points.clock.instant())).isEqualTo(new Sweep(0, Points.NONE));

        var entry = points.ledger.entries(anna).getLast();
        assertThat(entry)
                .extracting(Entry::kind, Entry::points, Entry::pending, Entry::happenedAt)
                .containsExactly(EntryKind.RELEASED, 100L, -100L, AVAILABLE);
        assertThat(points.ledger.lots(anna).getFirst().expiresAt())
                .isEqualTo(points.policies.at(NOON).expiryOf(AVAILABLE, null));
        assertThat(points.events(PointsReleased.class))
                .containsExactly(new PointsReleased(
                        List.of(new PointsReleased.Release(anna, 100, 100)), AVAILABLE.plusSeconds(3_600)));
    }

    @Test
    void a_purchase_told_after_its_wait_is_over_need_not_wait() {
        points.clock.turnTo(AVAILABLE);

        assertThat(book(purchase(anna, "A1", "100.00", NOON)).points()).isEqualTo(100);
    }

    @Test
    void a_refund_takes_what_waits_and_only_the_rest_is_released() {
        book(purchase(anna, "A1", "100.00"));
        book(checkIn(anna, "C1"));

        var refund = book(refund(anna, "R1", "40.00", "A1"));
        assertThat(refund)
                .extracting(Booked::points, Booked::pending, Booked::growth)
                .containsExactly(0L, -40L, -40L);
        assertThat(refund.balance()).isEqualTo(Points.of(5));

        points.clock.turnTo(AVAILABLE);
        assertThat(points.releasePoints.release(AVAILABLE)).isEqualTo(new Sweep(1, Points.of(60)));
        assertThat(book(refund(anna, "R2", "60.00", "A1")).points()).isEqualTo(-60);
        assertThat(points.ledger.balance(anna)).isEqualTo(Points.of(5));
    }

    @Test
    void a_purchase_refunded_whole_in_the_same_call_leaves_nothing_to_release() {
        points.earnPoints.earn(List.of(purchase(anna, "A1", "100.00"), refund(anna, "R1", "100.00", "A1")));

        assertThat(points.ledger.position(anna).pending()).isEqualTo(Points.NONE);
        points.clock.turnTo(AVAILABLE);
        assertThat(points.releasePoints.release(AVAILABLE)).isEqualTo(new Sweep(0, Points.NONE));
    }

    @Test
    void goes_on_from_chunk_to_chunk_until_nothing_is_left() {
        var members = IntStream.range(2, 47).mapToObj(points::enrol).toList();
        for (int i = 0; i < 60; i++) {
            var round = i;
            points.earnPoints.earn(members.stream()
                    .map(member -> purchase(member, "P" + round + member, "2.00"))
                    .toList());
        }
        points.clock.turnTo(AVAILABLE.plus(Duration.ofDays(3)));

        assertThat(points.releasePoints.release(points.clock.instant()))
                .isEqualTo(new Sweep(45 * 60, Points.of(45 * 60 * 2)));
        assertThat(points.events(PointsReleased.class)).hasSize(3);
        assertThat(members)
                .allSatisfy(member -> assertThat(points.ledger.balance(member)).isEqualTo(Points.of(120)));
    }

    @Test
    void refuses_to_release_what_still_waits() {
        assertThatThrownBy(() -> points.releasePoints.release(NOON.plusNanos(1_000)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private Booked book(Activity activity) {
        return (Booked) points.earnPoints.earn(List.of(activity)).getFirst();
    }
}
