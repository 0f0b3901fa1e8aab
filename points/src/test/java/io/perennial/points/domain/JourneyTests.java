package io.perennial.points.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.points.Stories;
import io.perennial.points.domain.Journey.Missed;
import io.perennial.points.domain.Journey.Run;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JourneyTests {

    private static final LocalDate MONDAY = LocalDate.of(2026, 11, 16);

    @Test
    void a_day_alone_is_a_run_of_one() {
        var journey = journey();

        assertThat(journey.add(MONDAY)).contains(new Run(MONDAY, MONDAY));

        assertThat(journey.going(MONDAY)).contains(new Run(MONDAY, MONDAY));
        assertThat(journey.longest()).isEqualTo(1);
    }

    @Test
    void the_same_day_again_changes_nothing() {
        var journey = journey(run(0, 3));

        assertThat(journey.add(day(2))).isEmpty();

        assertThat(journey.isChanged()).isFalse();
    }

    @Test
    void a_day_between_two_runs_joins_them() {
        var journey = journey(run(0, 2), run(4, 5));

        assertThat(journey.add(day(3))).contains(run(0, 5));

        assertThat(journey.changedRuns()).containsExactly(run(0, 5));
        assertThat(journey.joinedRuns()).containsExactly(day(4));
        assertThat(journey.longest()).isEqualTo(6);
    }

    @Test
    void a_day_before_a_run_begins_it_earlier() {
        var journey = journey(run(3, 4));

        assertThat(journey.add(day(2))).contains(run(2, 4));

        assertThat(journey.changedRuns()).containsExactly(run(2, 4));
        assertThat(journey.joinedRuns()).containsExactly(day(3));
    }

    @Test
    void counts_over_a_leap_day_and_a_new_year() {
        var journey = journey();
        LocalDate.of(2027, 12, 30).datesUntil(LocalDate.of(2028, 3, 2)).forEach(journey::add);

        assertThat(journey.going(LocalDate.of(2028, 3, 1)).orElseThrow().length())
                .isEqualTo(2 + 31 + 29 + 1);
    }

    @Test
    void goes_on_as_long_as_today_can_still_be_added() {
        var journey = journey(run(0, 2));

        assertThat(journey.going(day(2))).contains(run(0, 2));
        assertThat(journey.going(day(3))).contains(run(0, 2));
        assertThat(journey.going(day(4))).isEmpty();
    }

    @Test
    void offers_yesterday_when_the_run_ended_the_day_before() {
        assertThat(journey(run(0, 2)).toMakeUp(day(4), 1, 7)).contains(new Missed(day(3), 4));
    }

    @Test
    void offers_the_day_between_when_today_is_there_already() {
        assertThat(journey(run(0, 2), run(4, 4)).toMakeUp(day(4), 1, 7)).contains(new Missed(day(3), 5));
    }

    @Test
    void offers_nothing_that_would_mend_nothing() {
        assertThat(journey(run(0, 2)).toMakeUp(day(5), 1, 7))
                .as("two days missed, one to fill")
                .isEmpty();
        assertThat(journey(run(0, 2)).toMakeUp(day(4), 0, 7)).as("none left").isEmpty();
        assertThat(journey(run(0, 2)).toMakeUp(day(3), 1, 7))
                .as("nothing missed")
                .isEmpty();
        assertThat(journey().toMakeUp(day(3), 1, 7)).as("never began").isEmpty();
        assertThat(journey(run(0, 2), run(4, 11)).toMakeUp(day(11), 1, 7))
                .as("eight days back")
                .isEmpty();
    }

    @Test
    void fills_a_gap_of_two_from_its_first_day() {
        var journey = journey(run(0, 2));

        assertThat(journey.toMakeUp(day(5), 2, 7)).contains(new Missed(day(3), 5));
        journey.add(day(3));
        assertThat(journey.toMakeUp(day(5), 1, 7)).contains(new Missed(day(4), 5));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void agrees_with_a_plain_set_of_days_whatever_the_order(int seed) {
        var random = new Random(seed);
        var journey = journey();
        var days = new TreeSet<LocalDate>();
        var longest = 0;
        for (int step = 0; step < 20_000; step++) {
            var day = day(random.nextInt(30_000));
            assertThat(journey.add(day).isPresent()).isEqualTo(days.add(day));
            var run = journey.runOf(day).orElseThrow();
            assertThat(run).isEqualTo(runAround(day, days));
            longest = Math.max(longest, run.length());
            assertThat(journey.longest()).isEqualTo(longest);
            assertThat(journey.has(day.plusDays(1))).isEqualTo(days.contains(day.plusDays(1)));
        }
    }

    private static Run runAround(LocalDate day, TreeSet<LocalDate> days) {
        var first = day;
        while (days.contains(first.minusDays(1))) {
            first = first.minusDays(1);
        }
        var last = day;
        while (days.contains(last.plusDays(1))) {
            last = last.plusDays(1);
        }
        return new Run(first, last);
    }

    private static Journey journey(Run... runs) {
        var list = new ArrayList<>(List.of(runs));
        return new Journey(
                Stories.member(1), list.stream().mapToInt(Run::length).max().orElse(0), list);
    }

    private static Run run(int first, int last) {
        return new Run(day(first), day(last));
    }

    private static LocalDate day(int number) {
        return MONDAY.plusDays(number);
    }
}
