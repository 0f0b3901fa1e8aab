package io.perennial.points.application;

import static io.perennial.points.Stories.CHECK_IN_RULE;
import static io.perennial.points.Stories.NOON;
import static io.perennial.points.Stories.PURCHASE_RULE;
import static io.perennial.points.Stories.checkIn;
import static io.perennial.points.Stories.member;
import static io.perennial.points.Stories.perAmount;
import static io.perennial.points.Stories.published;
import static io.perennial.points.Stories.purchase;
import static io.perennial.points.Stories.refund;
import static io.perennial.points.Stories.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.perennial.insights.Activity;
import io.perennial.insights.ActivityType;
import io.perennial.membership.MemberStatus;
import io.perennial.points.EarnPoints.Outcome;
import io.perennial.points.Formula;
import io.perennial.points.Points;
import io.perennial.points.PointsEarned;
import io.perennial.points.RuleId;
import io.perennial.points.Stories;
import io.perennial.points.Why;
import io.perennial.points.domain.Entry;
import io.perennial.points.domain.Lot;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class EarningPointsTests extends EarningInMemory {

    @Nested
    class A_purchase {

        @Test
        void earns_points_and_growth_and_says_why() {
            var booked = booked(purchase(anna, "A1", "128.99"));

            assertThat(booked.points()).isEqualTo(128);
            assertThat(booked.growth()).isEqualTo(128);
            assertThat(booked.balance()).isEqualTo(Points.of(128));
            assertThat(booked.standing().growth()).isEqualTo(128);
            assertThat(booked.repeated()).isFalse();
            assertThat(booked.reasons())
                    .singleElement()
                    .isInstanceOfSatisfying(
                            Why.Earned.class, why -> assertThat(why.amount()).isEqualByComparingTo("128.99"));
            assertThat(points.events(PointsEarned.class))
                    .containsExactly(new PointsEarned(
                            List.of(new PointsEarned.Earning(anna, booked.activity(), 128, 0, 128, 128)), NOON));
        }

        @Test
        void opens_a_lot_whose_life_begins_when_it_is_booked_and_not_when_it_happened() {
            booked(purchase(anna, "A1", "10.00", Instant.parse("2011-12-09T12:50:00Z")));

            assertThat(points.ledger.lots(anna))
                    .containsExactly(new Lot(1, Points.of(10), Points.of(10), Instant.parse("2028-11-30T16:00:00Z")));
            assertThat(entries(anna).getFirst().happenedAt()).isEqualTo(Instant.parse("2011-12-09T12:50:00Z"));
            assertThat(entries(anna).getFirst().bookedAt()).isEqualTo(NOON);
        }

        @Test
        void of_nothing_is_valid_and_says_why_it_earned_nothing() {
            var booked = booked(purchase(anna, "A1", "0.00"));

            assertThat(booked.points()).isZero();
            assertThat(booked.reasons())
                    .singleElement()
                    .isInstanceOfSatisfying(
                            Why.EarnedNothing.class,
                            why -> assertThat(why.rules())
                                    .extracting(each -> each.rule().id(), Why.NotPaid::reason)
                                    .containsExactly(tuple(PURCHASE_RULE, Why.Reason.ROUNDED_TO_ZERO)));
            assertThat(entries(anna)).hasSize(1);
            assertThat(points.events(PointsEarned.class)).isEmpty();
            assertThat(points.members.grown).isEmpty();
        }

        @Test
        void has_an_entry_for_each_rule_that_paid() {
            var bonus = RuleId.of("01900000-0000-7000-8000-00000000b001");
            points.rules.versions.add(
                    published(rule(bonus, 1, new Formula.Fixed(50), new Formula.Fixed(7), Stories.LONG_AGO)));

            var booked = booked(purchase(anna, "A1", "10.00"));

            assertThat(booked.points()).isEqualTo(60);
            assertThat(booked.growth()).isEqualTo(17);
            assertThat(booked.reasons()).hasSize(2);
            assertThat(entries(anna))
                    .extracting(Entry::key)
                    .containsExactly(
                            "activity:" + booked.activity() + ":" + PURCHASE_RULE,
                            "activity:" + booked.activity() + ":" + bonus);
            assertThat(points.members.grown).singleElement().satisfies(growth -> {
                assertThat(growth.amount()).isEqualTo(17);
                assertThat(growth.key()).isEqualTo("activity:" + booked.activity());
            });
        }

        @Test
        void of_long_ago_is_judged_by_the_rules_of_that_time() {
            points.rules.versions.add(published(
                    rule(PURCHASE_RULE, 2, perAmount(2, "1.00"), new Formula.Nothing(), NOON.minusSeconds(60))));

            assertThat(booked(purchase(anna, "A1", "10.00", NOON.minusSeconds(61)))
                            .points())
                    .isEqualTo(10);
            assertThat(booked(purchase(anna, "A2", "10.00", NOON.minusSeconds(60)))
                            .points())
                    .isEqualTo(20);
        }
    }

    @Test
    void a_check_in_earns_points_and_no_growth() {
        var booked = booked(checkIn(anna, "2026-11-22"));

        assertThat(booked.points()).isEqualTo(5);
        assertThat(booked.growth()).isZero();
        assertThat(booked.standing().growth()).isZero();
        assertThat(((Why.Earned) booked.reasons().getFirst()).rule().id()).isEqualTo(CHECK_IN_RULE);
    }

    @Test
    void an_activity_that_no_rule_knows_is_booked_all_the_same() {
        var visit = new Activity(
                anna, new ActivityType("visit"), "web-shop", "V1", NOON, "web", null, null, null, List.of());

        assertThat(booked(visit).reasons()).containsExactly(new Why.EarnedNothing(List.of()));
    }

    @Nested
    class A_repetition {

        @Test
        void gets_the_answer_of_the_first_time_and_changes_nothing() {
            var first = booked(purchase(anna, "A1", "128.99"));
            booked(purchase(anna, "A2", "1.00"));
            points.events.clear();

            var second = booked(purchase(anna, "A1", "128.99"));

            assertThat(second.repeated()).isTrue();
            assertThat(second)
                    .usingRecursiveComparison()
                    .ignoringFields("repeated", "standing")
                    .isEqualTo(first);
            assertThat(second.standing().growth()).isEqualTo(129);
            assertThat(entries(anna)).hasSize(2);
            assertThat(points.events).isEmpty();
        }

        @Test
        void within_one_batch_is_booked_once() {
            var outcomes = points.earnPoints.earn(
                    List.of(purchase(anna, "A1", "5.00"), purchase(ben, "B1", "7.00"), purchase(anna, "A1", "5.00")));

            assertThat(outcomes).extracting(EarningPointsTests::repeated).containsExactly(false, false, true);
            assertThat(((Outcome.Booked) outcomes.get(2)).points()).isEqualTo(5);
            assertThat(entries(anna)).hasSize(1);
            assertThat(points.events(PointsEarned.class))
                    .singleElement()
                    .satisfies(event -> assertThat(event.earnings()).hasSize(2));
        }

        @Test
        void with_another_content_is_a_conflict_and_the_first_one_stands() {
            var first = booked(purchase(anna, "A1", "5.00"));

            assertThat(earn(purchase(anna, "A1", "6.00")))
                    .isEqualTo(new Outcome.Conflict(first.activity(), List.of("content")));
            assertThat(points.ledger.balance(anna)).isEqualTo(Points.of(5));
        }

        @Test
        void is_answered_even_when_it_would_be_refused_by_now() {
            var first = booked(purchase(anna, "A1", "5.00"));
            points.members.statuses.put(anna, MemberStatus.CLOSED);

            assertThat(booked(purchase(anna, "A1", "5.00")).activity()).isEqualTo(first.activity());
            assertThat(earn(purchase(anna, "A2", "5.00"))).isInstanceOf(Outcome.MemberClosed.class);
        }

        @Test
        void of_what_only_the_stream_was_told_is_answered_with_nothing() {
            points.stream.record(List.of(purchase(anna, "A1", "5.00")));

            var booked = booked(purchase(anna, "A1", "5.00"));

            assertThat(booked.repeated()).isTrue();
            assertThat(booked.points()).isZero();
            assertThat(booked.reasons()).hasSize(1);
        }
    }

    @Nested
    class A_refusal {

        @Test
        void meets_unknown_members() {
            assertThat(earn(purchase(member(99), "A1", "5.00"))).isEqualTo(new Outcome.UnknownMember());
            assertThat(points.stream.size()).isZero();
        }

        @Test
        void meets_closed_members_but_not_frozen_ones() {
            var closed = points.enrol(3, MemberStatus.CLOSED);
            var frozen = points.enrol(4, MemberStatus.FROZEN);

            assertThat(earn(purchase(closed, "A1", "5.00"))).isEqualTo(new Outcome.MemberClosed());
            assertThat(booked(purchase(frozen, "A2", "5.00")).points()).isEqualTo(5);
        }

        @Test
        void meets_what_lies_more_than_five_minutes_ahead() {
            var limit = NOON.plus(Duration.ofMinutes(5));

            assertThat(booked(purchase(anna, "A1", "5.00", limit)).points()).isEqualTo(5);
            assertThat(earn(purchase(anna, "A2", "5.00", limit.plusNanos(1_000))))
                    .isEqualTo(new Outcome.InTheFuture());
        }

        @Test
        void meets_currencies_that_are_not_configured() {
            assertThat(earn(purchase(anna, "A1", "USD 5.00"))).isEqualTo(new Outcome.CurrencyNotConfigured("USD"));
            assertThat(booked(purchase(anna, "A2", "GBP 5.00")).points()).isEqualTo(5);
        }

        @Test
        void harms_no_other_of_the_batch() {
            var outcomes = points.earnPoints.earn(List.of(
                    purchase(anna, "A1", "5.00"),
                    purchase(member(99), "X1", "5.00"),
                    refund(anna, "R1", "5.00", "unheard-of"),
                    purchase(ben, "B1", "7.00")));

            assertThat(outcomes)
                    .extracting(Object::getClass)
                    .containsExactly(
                            (Class) Outcome.Booked.class,
                            (Class) Outcome.UnknownMember.class,
                            (Class) Outcome.UnknownPurchase.class,
                            (Class) Outcome.Booked.class);
            assertThat(points.ledger.balance(ben)).isEqualTo(Points.of(7));
            assertThat(points.stream.size()).isEqualTo(2);
        }
    }

    @Test
    void a_batch_comes_to_the_same_as_its_activities_one_by_one() {
        var batch = List.of(
                purchase(anna, "A1", "100.00"),
                purchase(ben, "B1", "20.00"),
                refund(anna, "R1", "10.00", "A1"),
                checkIn(anna, "C1"),
                refund(ben, "R2", "5.00", null),
                purchase(anna, "A2", "3.00"));
        points.earnPoints.earn(batch);
        var oneByOne = new PointsInMemory();
        oneByOne.enrol(1);
        oneByOne.enrol(2);
        batch.forEach(activity -> oneByOne.earnPoints.earn(List.of(activity)));

        for (var member : List.of(anna, ben)) {
            assertThat(entries(member))
                    .usingRecursiveFieldByFieldElementComparatorIgnoringFields("key", "activity", "hash")
                    .isEqualTo(oneByOne.ledger.entries(member));
            assertThat(points.ledger.lots(member)).isEqualTo(oneByOne.ledger.lots(member));
        }
    }

    @Test
    void takes_a_thousand_at_once_and_no_more() {
        assertThat(points.earnPoints.earn(List.of())).isEmpty();
        assertThatThrownBy(() -> points.earnPoints.earn(Collections.nCopies(1_001, checkIn(anna, "C1"))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(points.earnPoints.earn(Collections.nCopies(1_000, checkIn(anna, "C1"))))
                .hasSize(1_000);
    }
}
