package io.perennial.points.application;

import static io.perennial.points.Stories.NOON;
import static io.perennial.points.Stories.PURCHASE_RULE;
import static io.perennial.points.Stories.checkIn;
import static io.perennial.points.Stories.purchase;
import static io.perennial.points.Stories.refund;
import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.points.EarnPoints.Outcome;
import io.perennial.points.EntryKind;
import io.perennial.points.Points;
import io.perennial.points.PointsExpired;
import io.perennial.points.PointsTakenBack;
import io.perennial.points.Stories;
import io.perennial.points.Why;
import io.perennial.points.domain.Entry;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class EarningRefundsTests extends EarningInMemory {

    @Nested
    class A_refund_of_a_purchase {

        @Test
        void takes_back_what_it_earned_and_names_the_entry() {
            booked(purchase(anna, "A0", "50.00"));
            booked(purchase(anna, "A1", "100.00"));

            var booked = booked(refund(anna, "R1", "100.00", "A1"));

            assertThat(booked.points()).isEqualTo(-100);
            assertThat(booked.growth()).isEqualTo(-100);
            assertThat(booked.balance()).isEqualTo(Points.of(50));
            assertThat(booked.standing().growth()).isEqualTo(50);
            assertThat(booked.reasons())
                    .containsExactly(new Why.TakenBack(
                            "A1",
                            new BigDecimal("100.00"),
                            "CNY",
                            100,
                            0,
                            100,
                            0,
                            0,
                            List.of(new Why.Reversed(
                                    new Why.Paid(
                                            PURCHASE_RULE,
                                            1,
                                            Stories.purchaseRule().name()),
                                    100,
                                    true))));
            var entry = entries(anna).getLast();
            assertThat(entry.kind()).isEqualTo(EntryKind.TAKEN_BACK);
            assertThat(entry.reverses()).isEqualTo(2);
            assertThat(points.ledger.lots(anna))
                    .extracting(lot -> lot.remaining().value())
                    .containsExactly(50L, 0L);
            assertThat(points.events(PointsTakenBack.class))
                    .containsExactly(new PointsTakenBack(
                            List.of(new PointsTakenBack.TakingBack(anna, booked.activity(), 100, 0, 100, 50)), NOON));
        }

        @Test
        void in_parts_takes_back_as_much_as_at_once() {
            booked(purchase(anna, "A1", "100.50"));

            assertThat(booked(refund(anna, "R1", "0.50", "A1")).points()).isZero();
            assertThat(booked(refund(anna, "R2", "33.33", "A1")).points()).isEqualTo(-34);
            assertThat(booked(refund(anna, "R3", "66.67", "A1")).points()).isEqualTo(-66);
            assertThat(points.ledger.balance(anna)).isEqualTo(Points.NONE);
            assertThat(points.members.growth(anna)).isZero();
        }

        @Test
        void never_refunds_more_than_was_paid() {
            booked(purchase(anna, "A1", "100.00"));
            booked(refund(anna, "R1", "60.00", "A1"));

            assertThat(earn(refund(anna, "R2", "40.01", "A1")))
                    .isEqualTo(new Outcome.RefundTooLarge("CNY 100.00", "CNY 60.00"));
            assertThat(earn(refund(anna, "R3", "GBP 1.00", "A1"))).isInstanceOf(Outcome.RefundTooLarge.class);
            assertThat(booked(refund(anna, "R4", "40.00", "A1")).points()).isEqualTo(-40);
            assertThat(points.stream.size()).isEqualTo(3);
        }

        @Test
        void counts_the_refunds_of_its_own_batch() {
            var outcomes = points.earnPoints.earn(List.of(
                    purchase(anna, "A1", "100.00"),
                    refund(anna, "R1", "60.00", "A1"),
                    refund(anna, "R2", "60.00", "A1"),
                    refund(anna, "R3", "40.00", "A1"),
                    refund(anna, "R3", "40.00", "A1"),
                    refund(anna, "R1", "60.00", "A1")));

            assertThat(outcomes.get(1))
                    .isInstanceOfSatisfying(
                            Outcome.Booked.class, it -> assertThat(it.points()).isEqualTo(-60));
            assertThat(outcomes.get(2)).isEqualTo(new Outcome.RefundTooLarge("CNY 100.00", "CNY 60.00"));
            assertThat(outcomes.get(3))
                    .isInstanceOfSatisfying(
                            Outcome.Booked.class, it -> assertThat(it.points()).isEqualTo(-40));
            assertThat(repeated(outcomes.get(4))).isTrue();
            assertThat(repeated(outcomes.get(5))).isTrue();
            assertThat(points.ledger.balance(anna)).isEqualTo(Points.NONE);
        }

        @Test
        void is_repeated_without_being_refused_as_too_large() {
            booked(purchase(anna, "A1", "100.00"));
            var first = booked(refund(anna, "R1", "100.00", "A1"));

            var second = booked(refund(anna, "R1", "100.00", "A1"));

            assertThat(second.repeated()).isTrue();
            assertThat(second.activity()).isEqualTo(first.activity());
            assertThat(second.points()).isEqualTo(-100);
            assertThat(earn(refund(anna, "R1", "90.00", "A1"))).isInstanceOf(Outcome.Conflict.class);
        }

        @Test
        void needs_a_purchase_of_this_member_that_came_before() {
            booked(purchase(ben, "B1", "100.00"));
            booked(checkIn(anna, "C1"));

            assertThat(earn(refund(anna, "R1", "1.00", "unheard-of")))
                    .isEqualTo(new Outcome.UnknownPurchase("unheard-of"));
            assertThat(earn(refund(anna, "R1", "1.00", "B1"))).isEqualTo(new Outcome.UnknownPurchase("B1"));
            assertThat(earn(refund(anna, "R1", "1.00", "C1"))).isEqualTo(new Outcome.UnknownPurchase("C1"));
            assertThat(points.earnPoints.earn(List.of(refund(anna, "R1", "1.00", "A1"), purchase(anna, "A1", "9.00"))))
                    .first()
                    .isEqualTo(new Outcome.UnknownPurchase("A1"));
        }

        @Test
        void takes_from_the_purchases_own_lot_first_then_from_what_expires_soonest() {
            booked(purchase(anna, "A1", "100.00"));
            points.clock.turn(Duration.ofDays(40));
            booked(purchase(anna, "A2", "100.00"));
            spend(anna, 50, "S1"); // from A1's lot

            booked(refund(anna, "R1", "70.00", "A2"));
            assertThat(remaining(anna)).containsExactly(50L, 30L);
            booked(refund(anna, "R2", "90.00", "A1"));
            assertThat(remaining(anna)).containsExactly(0L, 0L);
        }

        @Test
        void waives_what_was_spent_and_never_asks_for_it_again() {
            booked(purchase(anna, "A1", "100.00"));
            spend(anna, 80, "S1");

            var first = booked(refund(anna, "R1", "60.00", "A1"));
            assertThat(first.points()).isEqualTo(-20);
            assertThat(((Why.TakenBack) first.reasons().getFirst()).shortfall()).isEqualTo(40);
            assertThat(first.growth()).isEqualTo(-60);

            booked(purchase(anna, "A2", "500.00"));
            assertThat(booked(refund(anna, "R2", "40.00", "A1")).points()).isEqualTo(-40);
        }

        @Test
        void lets_expire_first_what_is_over() {
            booked(purchase(anna, "A1", "100.00"));
            points.clock.turnTo(Instant.parse("2028-11-30T16:00:00Z"));

            var booked = booked(refund(anna, "R1", "100.00", "A1"));

            assertThat(booked.points()).isZero();
            assertThat(entries(anna))
                    .extracting(Entry::kind)
                    .containsExactly(EntryKind.EARNED, EntryKind.EXPIRED, EntryKind.TAKEN_BACK);
            assertThat(points.events(PointsExpired.class)).hasSize(1);
        }
    }

    @Nested
    class A_refund_without_a_purchase {

        @Test
        void takes_back_by_the_rate_of_its_day() {
            booked(purchase(anna, "A1", "100.00"));

            var booked = booked(refund(anna, "R1", "30.99", null));

            assertThat(booked.points()).isEqualTo(-30);
            assertThat(booked.growth()).isEqualTo(-30);
            assertThat(booked.reasons())
                    .containsExactly(new Why.TakenBack(null, new BigDecimal("30.99"), "CNY", 30, 0, 30, 0, 0));
            assertThat(entries(anna).getLast().reverses()).isNull();
        }

        @Test
        void takes_at_most_what_is_there_of_points_and_of_growth() {
            booked(purchase(anna, "A1", "10.00"));

            var booked = booked(refund(anna, "R1", "30.00", null));

            assertThat(booked.points()).isEqualTo(-10);
            assertThat(booked.growth()).isEqualTo(-10);
            assertThat(booked.reasons())
                    .containsExactly(new Why.TakenBack(null, new BigDecimal("30.00"), "CNY", 30, 20, 10, 0, 0));
            assertThat(points.ledger.balance(anna)).isEqualTo(Points.NONE);
        }

        @Test
        void of_a_member_without_anything_is_booked_with_nothing() {
            assertThat(booked(refund(anna, "R1", "30.00", null)).points()).isZero();
            assertThat(points.events).isEmpty();
        }

        @Test
        void in_one_batch_sees_what_was_earned_before_it_and_not_after() {
            var outcomes = points.earnPoints.earn(List.of(
                    refund(anna, "R1", "10.00", null),
                    purchase(anna, "A1", "10.00"),
                    refund(anna, "R2", "4.00", null)));

            assertThat(outcomes)
                    .extracting(outcome -> ((Outcome.Booked) outcome).points())
                    .containsExactly(0L, 10L, -4L);
            assertThat(outcomes)
                    .extracting(outcome -> ((Outcome.Booked) outcome).growth())
                    .containsExactly(0L, 10L, -4L);
        }
    }
}
