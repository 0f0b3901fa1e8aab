package io.perennial.points;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.insights.ActivitiesRecorded.Line;
import io.perennial.insights.Activity;
import io.perennial.points.Mission.Measure;
import io.perennial.points.Mission.Recurrence;
import io.perennial.testing.Together;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A prize is given once, whatever comes together. */
class MissionPrizeTests extends MissionStories {

    @Test
    void the_same_events_again_and_in_other_orders_change_nothing() {
        publish(mission(Recurrence.ONCE, 500, step("s1", Measure.TIMES, null, 3)));
        for (int i = 0; i < 3; i++) {
            told(buy(anna, "A" + i, "20.00"));
        }
        var random = new Random(7);
        for (int round = 0; round < 10; round++) {
            var again = new ArrayList<>(told);
            again.addAll(told);
            Collections.shuffle(again, random);
            countActivities.count(again);
        }
        assertThat(only().steps().getFirst().done()).isEqualTo("3");
        assertThat(balance(anna)).isEqualTo(60 + 500);
    }

    @RepeatedTest(3)
    void fifty_deliveries_at_once_give_one_prize() throws Exception {
        publish(mission(Recurrence.ONCE, 500, step("s1", Measure.TIMES, null, 5)));
        var lines = new ArrayList<Line>();
        for (int i = 0; i < 5; i++) {
            lines.add(line(earn(buy(anna, "A" + i, "10.00"))));
        }

        Together.run(50, i -> () -> {
            countActivities.count(List.of(lines.get(i % 5)));
            return i;
        });

        assertThat(only().completedAt()).isPresent();
        assertThat(balance(anna)).isEqualTo(50 + 500);
    }

    @RepeatedTest(3)
    void random_histories_come_to_what_a_plain_count_says(RepetitionInfo repetition) {
        var random = new Random(repetition.getCurrentRepetition());
        publish(mission(Recurrence.DAILY, 7, step("s1", Measure.AMOUNT, CNY, 40), step("s2", Measure.TIMES, null, 2)));
        var left = new TreeMap<String, Long>();
        var days = new HashMap<String, LocalDate>();
        var won = new TreeSet<LocalDate>();
        var lines = new ArrayList<Line>();
        var earned = 0L;
        for (int move = 0; move < 120; move++) {
            clock.turn(Duration.ofMinutes(random.nextInt(180)));
            var today = LocalDate.ofInstant(clock.instant(), SHANGHAI);
            if (random.nextInt(3) > 0 || left.isEmpty()) {
                var yuan = 1 + random.nextInt(30);
                var late = clock.instant().minus(Duration.ofHours(random.nextInt(40)));
                var happened = late.isBefore(at(MONDAY, "09:00")) ? clock.instant() : late;
                lines.add(line(earn(activity(anna, happened, "A" + move, yuan + ".00"))));
                left.put("A" + move, (long) yuan);
                days.put("A" + move, LocalDate.ofInstant(happened, SHANGHAI));
            } else {
                var purchase = List.copyOf(left.keySet()).get(random.nextInt(left.size()));
                var rest = left.get(purchase);
                if (rest > 0) {
                    var back = 1 + random.nextInt(rest.intValue());
                    lines.add(line(earn(refund(anna, "R" + move, back + ".00", purchase, List.of()))));
                    left.put(purchase, rest - back);
                }
            }
            var some = new ArrayList<>(lines.subList(Math.max(0, lines.size() - 1 - random.nextInt(4)), lines.size()));
            Collections.shuffle(some, random);
            countActivities.count(some);
            var sums = new HashMap<LocalDate, Long>();
            var times = new HashMap<LocalDate, Long>();
            left.forEach((purchase, rest) -> {
                sums.merge(days.get(purchase), rest, Long::sum);
                times.merge(days.get(purchase), rest > 0 ? 1L : 0L, Long::sum);
            });
            sums.forEach((day, sum) -> {
                if (sum >= 40 && times.get(day) >= 2) {
                    won.add(day);
                }
            });
            earned = left.values().stream().mapToLong(Long::longValue).sum();
            assertThat(readMissions.completed(anna, 200)).hasSize(won.size());
            assertThat(done()).isEqualByComparingTo(BigDecimal.valueOf(sums.getOrDefault(today, 0L)));
        }
        countActivities.count(lines);
        assertThat(readMissions.completed(anna, 200))
                .extracting(ReadMissions.Completed::period)
                .containsExactlyInAnyOrderElementsOf(won);
        assertThat(won).isNotEmpty();
        assertThat(balance(anna)).isEqualTo(earned + 7L * won.size());
    }

    @RepeatedTest(2)
    void fifty_at_once_win_as_many_prizes_as_there_are_and_each_of_them_one() throws Exception {
        var mission = mission(Recurrence.ONCE, 500, twice()).withPrizes(20L);
        publish(mission);
        var people = members.enrol(50);
        var lines = new ArrayList<Line>();
        for (int purchase = 0; purchase < 2; purchase++) {
            var all = new ArrayList<Activity>();
            for (int person = 0; person < 50; person++) {
                all.add(buy(people.get(person), "P" + purchase + "-" + person, "10.00"));
            }
            var booked = earnPoints.earn(all);
            for (int person = 0; person < 50; person++) {
                lines.add(line(new Done(all.get(person), (EarnPoints.Outcome.Booked) booked.get(person))));
            }
        }

        Together.run(50, thread -> () -> {
            var mine = new ArrayList<Line>();
            for (int i = 0; i < 8; i++) {
                mine.add(lines.get((thread * 7 + i * 13) % lines.size()));
            }
            countActivities.count(mine);
            countActivities.count(lines.subList(thread, thread + 50));
            return thread;
        });
        countActivities.count(lines);

        assertThat(people)
                .as("nobody's progress is lost or counted twice")
                .allSatisfy(person ->
                        assertThat(progress(person).steps().getFirst().done()).isEqualByComparingTo("2"));
        var winners = people.stream()
                .filter(person -> progress(person).completedAt().isPresent())
                .toList();
        assertThat(winners).hasSize(20);
        assertThat(people)
                .allSatisfy(person -> assertThat(balance(person)).isEqualTo(winners.contains(person) ? 20 + 500 : 20));
        assertThat(progress(people.getFirst()).left()).hasValue(0);
        assertThat(readMissions.reach(mission.id()).orElseThrow().left()).hasValue(0);
    }

    @Test
    void when_all_prizes_are_given_a_larger_limit_is_for_those_who_found_none_left(
            @Autowired SettleMission settleMission) {
        var first = mission(Recurrence.ONCE, 500, twice()).withPrizes(1L);
        publish(first);
        var bela = members.enrol(2).getLast();
        var cleo = members.enrol(3).getLast();
        for (var person : List.of(bela, anna)) {
            told(buy(person, "A1" + person, "20.00"));
            told(buy(person, "A2" + person, "20.00"));
        }
        assertThat(balance(bela)).isEqualTo(40 + 500);
        assertThat(balance(anna)).isEqualTo(40);
        assertThat(only().isTooLate()).isTrue();
        assertThat(readMissions.of(cleo)).as("who has not begun is not lured").isEmpty();

        publish(next(first, twice()).withPrizes(3L));
        settleMission.settle(first.id());
        settleMission.settle(first.id());

        assertThat(balance(anna)).isEqualTo(40 + 500);
        assertThat(balance(bela)).isEqualTo(40 + 500);
        assertThat(readMissions.of(cleo).getFirst().left()).hasValue(1);
    }

    @Test
    void a_limit_counts_what_was_given_before_and_takes_nothing_back() {
        var first = mission(Recurrence.ONCE, 500, step("s1", Measure.TIMES, null, 1));
        publish(first);
        var people = members.enrol(4);
        told(buy(people.get(0), "A0", "1.00"));
        told(buy(people.get(1), "A1", "1.00"));
        var second = next(first, first.steps().getFirst()).withPrizes(3L);
        publish(second);
        told(buy(people.get(2), "A2", "1.00"));
        told(buy(people.get(3), "A3", "1.00"));
        assertThat(people).extracting(this::balance).containsExactly(501L, 501L, 501L, 1L);

        publish(next(second, first.steps().getFirst()).withPrizes(1L));
        told(buy(people.get(3), "A4", "1.00"));
        assertThat(people).extracting(this::balance).containsExactly(501L, 501L, 501L, 2L);
        publish(next(next(second, first.steps().getFirst()), first.steps().getFirst()));
        told(buy(people.get(3), "A5", "1.00"));
        assertThat(people).extracting(this::balance).containsExactly(501L, 501L, 501L, 503L);
    }
}
