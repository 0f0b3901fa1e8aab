package io.perennial.points;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.insights.ActivityType;
import io.perennial.insights.Condition;
import io.perennial.insights.KeepFacts;
import io.perennial.membership.BilingualText;
import io.perennial.membership.ChangeMemberStatus;
import io.perennial.membership.MemberStatus;
import io.perennial.points.Mission.Measure;
import io.perennial.points.Mission.Recurrence;
import io.perennial.points.Mission.Step;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.modulith.test.Scenario;

/** What counts for a mission, and how much: purchases, refunds, items, days, periods. */
class MissionProgressTests extends MissionStories {

    @Autowired
    private KeepFacts facts;

    @Test
    void purchases_bring_a_step_on_and_the_last_one_wins_the_prize(Scenario scenario) {
        publish(mission(Recurrence.ONCE, 500, twice()));
        told(buy(anna, "A1", "20.00"));
        var progress = only();
        assertThat(progress.steps().getFirst().missing()).isEqualTo("1");
        assertThat(progress.completedAt()).isEmpty();
        assertThat(progress.until()).contains(at(MONDAY.plusDays(30), "00:00"));

        earn(buy(anna, "A2", "20.00"));
        scenario.stimulate(() -> facts.gather())
                .andWaitForStateChange(() -> only().completedAt(), done -> done.isPresent())
                .andVerify(done -> assertThat(done).contains(clock.instant()));

        assertThat(balance(anna)).isEqualTo(40 + 500);
        assertThat(readMissions.completed(anna, 5))
                .extracting(done -> done.prize().points())
                .containsExactly(Points.of(500));
    }

    @Test
    void an_amount_adds_up_in_its_currency_and_refunds_are_taken_off() {
        publish(mission(Recurrence.ONCE, 500, step("s1", Measure.AMOUNT, CNY, 100)));
        told(buy(anna, "A1", "60.50"));
        told(buy(anna, "A2", "GBP 90.00"));
        assertThat(done()).isEqualByComparingTo("60.50");

        told(refund(anna, "R1", "20.50", "A1", List.of()));
        assertThat(done()).isEqualByComparingTo("40.00");
        told(buy(anna, "A3", "59.99"));
        assertThat(only().completedAt()).isEmpty();
        assertThat(only().steps().getFirst().missing()).isEqualByComparingTo("0.01");

        told(buy(anna, "A4", "0.01"));
        assertThat(only().completedAt()).isPresent();
    }

    @Test
    void a_refund_takes_progress_back_until_the_prize_is_given_and_leaves_the_prize_alone() {
        publish(mission(Recurrence.ONCE, 500, twice()));
        told(buy(anna, "A1", "20.00"));
        told(refund(anna, "R1", "20.00", "A1", List.of()));
        assertThat(done()).isEqualByComparingTo("0");
        told(buy(anna, "A2", "20.00"));
        told(buy(anna, "A3", "20.00"));
        assertThat(only().completedAt()).isPresent();

        told(refund(anna, "R3", "20.00", "A3", List.of()));

        assertThat(only().completedAt()).isPresent();
        assertThat(balance(anna)).isEqualTo(20 + 500);
        told(buy(anna, "A4", "20.00"));
        assertThat(balance(anna)).isEqualTo(40 + 500);
    }

    @Test
    void a_part_refund_keeps_a_purchase_that_still_fits_and_drops_one_that_does_not() {
        var large = new Condition.AmountBetween(new BigDecimal("50"), null);
        publish(mission(Recurrence.ONCE, 500, step("s1", large, Measure.TIMES, null, 2)));
        told(buy(anna, "A1", "100.00"));
        told(refund(anna, "R1", "40.00", "A1", List.of()));
        assertThat(done()).isEqualByComparingTo("1");
        told(refund(anna, "R2", "20.00", "A1", List.of()));
        assertThat(done()).isEqualByComparingTo("0");
    }

    @Test
    void a_condition_on_items_counts_what_was_kept_of_them() {
        var mugs = new Condition.ItemNamed(new TreeSet<>(Set.of("mug")));
        publish(mission(
                Recurrence.ONCE,
                500,
                step("mugs", mugs, Measure.AMOUNT, CNY, 100),
                step("bags", new Condition.ItemNamed(new TreeSet<>(Set.of("bag"))), Measure.TIMES, null, 1)));
        var basket = List.of(item("M", "Blue mug", 3, "15.00"), item("B", "Bag", 1, "55.00"));
        told(activity(anna, ActivityType.PURCHASE, "A1", "100.00", null, basket));
        assertThat(done()).isEqualByComparingTo("45.00");
        assertThat(only().stepsDone()).isEqualTo(1);

        told(activity(anna, ActivityType.REFUND, "R1", "55.00", "A1", List.of(item("B", "Bag", 1, "55.00"))));

        assertThat(only().stepsDone()).isZero();
        assertThat(done()).isEqualByComparingTo("45.00");
    }

    @Test
    void days_are_counted_once_each_by_the_programmes_midnight() {
        publish(mission(Recurrence.ONCE, 500, step("s1", Measure.DAYS, null, 3)));
        tellAt(at(MONDAY, "23:59:59"), "A1");
        tellAt(at(MONDAY, "12:00"), "A2");
        tellAt(at(MONDAY.plusDays(1), "00:00"), "A3");
        assertThat(done()).isEqualByComparingTo("2");
    }

    @Test
    void a_weekly_mission_can_be_done_once_each_week_from_monday_on() {
        publish(mission(Recurrence.WEEKLY, 10, twice()));
        tellAt(at(MONDAY, "10:00"), "A1");
        tellAt(at(MONDAY.plusDays(6), "23:59"), "A2");
        assertThat(only().completedAt()).isPresent();
        tellAt(at(MONDAY.plusDays(6), "23:59:59"), "A3");
        assertThat(balance(anna)).isEqualTo(3 + 10);

        clock.turnTo(at(MONDAY.plusDays(7), "00:00"));
        assertThat(only().completedAt()).isEmpty();
        assertThat(only().until()).contains(at(MONDAY.plusDays(14), "00:00"));
        tellAt(at(MONDAY.plusDays(7), "00:00"), "A4");
        tellAt(at(MONDAY.plusDays(8), "00:00"), "A5");
        assertThat(balance(anna)).isEqualTo(5 + 20);
        assertThat(readMissions.completed(anna, 5)).hasSize(2);
    }

    @Test
    void what_is_told_late_counts_for_the_period_in_which_it_happened() {
        publish(mission(Recurrence.DAILY, 10, twice()));
        tellAt(at(MONDAY, "10:00"), "A1");
        clock.turnTo(at(MONDAY.plusDays(2), "10:00"));
        told(activity(anna, at(MONDAY, "11:00"), "A2", "1.00"));

        assertThat(balance(anna)).isEqualTo(2 + 10);
        assertThat(only().isBegun()).isFalse();
    }

    @Test
    void nothing_counts_before_the_start_nor_from_the_end_on() {
        publish(mission(Recurrence.ONCE, 10, twice()));
        told(activity(anna, at(MONDAY, "08:59:59"), "A1", "1.00"));
        assertThat(done()).isEqualByComparingTo("0");
        clock.turnTo(at(MONDAY.plusDays(30), "10:00"));
        told(activity(anna, at(MONDAY.plusDays(30), "00:00"), "A2", "1.00"));
        assertThat(readMissions.of(anna)).isEmpty();
        told(activity(anna, at(MONDAY.plusDays(29), "23:59:59"), "A3", "1.00"));
        told(activity(anna, at(MONDAY, "09:00"), "A4", "1.00"));
        assertThat(balance(anna)).as("in time, told late").isEqualTo(4 + 10);
    }

    @Test
    void a_mission_is_for_the_tiers_that_it_names() {
        publish(with(mission(Recurrence.ONCE, 500, twice()), Set.of("vip"), Prize.of(500)));
        told(buy(anna, "A1", "20.00"));
        assertThat(readMissions.of(anna)).isEmpty();

        told(buy(anna, "A2", "5000.00"));
        clock.turn(Duration.ofMinutes(1));
        told(activity(anna, at(MONDAY, "09:00"), "late", "20.00"));
        assertThat(done())
                .as("not what made VIP of her, nor what happened before")
                .isEqualByComparingTo("0");
        told(buy(anna, "A3", "10.00"));
        assertThat(done()).isEqualByComparingTo("1");
    }

    @Test
    void a_check_in_counts_at_once(@Autowired CheckIn checkIn) {
        var days = new Step(
                "s1",
                new BilingualText("签到", "Check in"),
                ActivityType.CHECK_IN,
                Condition.none(),
                Measure.DAYS,
                null,
                2);
        publish(mission(Recurrence.ONCE, 500, days));
        checkIn.checkIn(anna);
        checkIn.checkIn(anna);
        assertThat(done()).isEqualByComparingTo("1");
        clock.turn(Duration.ofDays(1));

        var answer = (CheckIn.Outcome.CheckedIn) checkIn.checkIn(anna);

        assertThat(only().completedAt()).contains(clock.instant());
        assertThat(answer.balance()).isEqualTo(Points.of(2 * 5 + 500));
    }

    @Test
    void who_is_closed_wins_nothing(@Autowired ChangeMemberStatus changeStatus) {
        var lines = List.of(line(earn(buy(anna, "A1", "20.00"))), line(earn(buy(anna, "A2", "20.00"))));
        changeStatus.change(anna, MemberStatus.CLOSED, "asked for it", STAFF);
        publish(mission(Recurrence.ONCE, 500, twice()));

        countActivities.count(lines);

        assertThat(readMissions.completed(anna, 5)).isEmpty();
    }
}
