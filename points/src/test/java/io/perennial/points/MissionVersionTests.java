package io.perennial.points;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.insights.Condition;
import io.perennial.points.Mission.Measure;
import io.perennial.points.Mission.Recurrence;
import io.perennial.points.ReadMissions.StepProgress;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Set;
import org.joda.money.CurrencyUnit;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.test.Scenario;

/** What staff do with missions while members are on their way. */
class MissionVersionTests extends MissionStories {

    @Test
    void an_edit_keeps_what_everyone_has_done() {
        var first = mission(Recurrence.ONCE, 500, step("s1", Measure.TIMES, null, 5));
        publish(first);
        told(buy(anna, "A1", "20.00"));
        told(buy(anna, "A2", "20.00"));
        var large = new Condition.AmountBetween(new BigDecimal("50"), null);
        clock.turn(Duration.ofHours(1));

        publish(next(first, step("s1", large, Measure.TIMES, null, 4), step("s2", Measure.DAYS, null, 2)));

        assertThat(only().steps())
                .extracting(StepProgress::done)
                .usingElementComparator(BigDecimal::compareTo)
                .containsExactly(BigDecimal.TWO, BigDecimal.ZERO);
        told(activity(anna, clock.instant().minusSeconds(1), "late", "20.00"));
        assertThat(done()).as("judged by the version of its time").isEqualByComparingTo("3");
        told(activity(anna, clock.instant(), "small", "20.00"));
        assertThat(done()).isEqualByComparingTo("3");
        told(activity(anna, clock.instant(), "large", "50.00"));
        assertThat(only().steps().getFirst().isDone()).isTrue();
    }

    @Test
    void a_version_that_asks_for_less_gives_the_prize_to_who_has_done_enough(Scenario scenario) {
        var first = mission(Recurrence.ONCE, 500, step("s1", Measure.TIMES, null, 5));
        publish(first);
        told(buy(anna, "A1", "20.00"));
        told(buy(anna, "A2", "20.00"));

        scenario.stimulate(() -> publish(next(first, twice())))
                .andWaitForStateChange(() -> only().completedAt(), done -> done.isPresent())
                .andVerify(done -> assertThat(balance(anna)).isEqualTo(40 + 500));
    }

    @Test
    void a_retired_mission_counts_no_more() {
        var mission = mission(Recurrence.ONCE, 500, twice());
        publish(mission);
        told(buy(anna, "A1", "20.00"));
        clock.turn(Duration.ofHours(1));

        assertThat(publishMission.retire(mission.id(), STAFF))
                .isEqualTo(new PublishMission.Outcome.Done(mission.id(), 1));

        assertThat(readMissions.of(anna)).isEmpty();
        told(activity(anna, clock.instant(), "A2", "20.00"));
        assertThat(balance(anna)).isEqualTo(40);
        assertThat(publishMission.publish(next(mission, twice()), STAFF))
                .isEqualTo(new PublishMission.Outcome.UnknownMission());
    }

    @Test
    void staff_see_how_many_are_on_which_step() {
        var mission = mission(Recurrence.ONCE, 500, twice(), step("s2", Measure.AMOUNT, CNY, 50));
        publish(mission);
        var people = members.enrol(3);
        told(buy(people.get(0), "A1", "10.00"));
        told(buy(people.get(1), "A2", "60.00"));
        told(buy(people.get(2), "A3", "30.00"));
        told(buy(people.get(2), "A4", "30.00"));

        var reach = readMissions.reach(mission.id()).orElseThrow();

        assertThat(reach.begun()).isEqualTo(3);
        assertThat(reach.completed()).isEqualTo(1);
        assertThat(reach.steps())
                .containsExactly(
                        new ReadMissions.StepReach(mission.steps().get(0), 2, 1),
                        new ReadMissions.StepReach(mission.steps().get(1), 1, 2));
    }

    @Test
    void publishing_refuses_what_cannot_be() {
        var mission = mission(Recurrence.ONCE, 500, twice());
        publish(mission);
        var badge = BadgeId.next();

        assertThat(publishMission.publish(mission, STAFF)).isEqualTo(new PublishMission.Outcome.ChangedMeanwhile(1));
        assertThat(publishMission.publish(with(next(mission, twice()), Set.of("gold"), Prize.of(1)), STAFF))
                .isEqualTo(new PublishMission.Outcome.UnknownTier("gold"));
        assertThat(publishMission.publish(
                        with(next(mission, twice()), Set.of(), new Prize(Points.NONE, 0, badge)), STAFF))
                .isEqualTo(new PublishMission.Outcome.UnknownBadge(badge));
        assertThat(publishMission.publish(next(mission, step("s1", Measure.AMOUNT, CurrencyUnit.of("JPY"), 5)), STAFF))
                .isEqualTo(new PublishMission.Outcome.CurrencyNotConfigured("JPY"));
        var weekly = next(mission(Recurrence.WEEKLY, 1, twice()), twice());
        assertThat(publishMission.publish(
                        new Mission(
                                mission.id(),
                                2,
                                weekly.name(),
                                weekly.text(),
                                weekly.steps(),
                                Recurrence.WEEKLY,
                                weekly.startsAt(),
                                weekly.endsAt(),
                                Set.of(),
                                weekly.prize()),
                        STAFF))
                .isEqualTo(new PublishMission.Outcome.RecurrenceIsFixed());
        clock.turnTo(at(MONDAY.plusDays(31), "00:00"));
        assertThat(publishMission.publish(next(mission, twice()), STAFF))
                .isEqualTo(new PublishMission.Outcome.EndsInThePast());
    }

    @Test
    void staff_are_told_what_a_new_version_would_do_before_it_is_published() {
        var first = mission(Recurrence.WEEKLY, 500, step("s1", Measure.TIMES, null, 3));
        publish(first);
        var people = members.enrol(4);
        for (int person = 0; person < 4; person++) {
            for (int purchase = 0; purchase < person + 1; purchase++) {
                told(buy(people.get(person), "A" + person + purchase, "20.00"));
            }
        }
        var easier = next(first, twice());

        assertThat(readMissions.outlook(easier)).isEqualTo(new ReadMissions.Outlook(4, 2, 1));
        assertThat(readMissions.outlook(next(first, twice(), step("s2", Measure.DAYS, null, 1))))
                .as("nobody has begun a step that is new")
                .isEqualTo(new ReadMissions.Outlook(4, 2, 0));
        clock.turnTo(at(MONDAY.plusDays(7), "00:00"));
        assertThat(readMissions.outlook(easier)).isEqualTo(new ReadMissions.Outlook(0, 0, 0));
    }

    @Test
    void a_step_keeps_its_progress_only_while_it_counts_the_same() {
        var first = mission(Recurrence.ONCE, 500, twice(), step("s2", Measure.AMOUNT, CNY, 50));
        publish(first);

        assertThat(publishMission.publish(next(first, step("s1", Measure.AMOUNT, CNY, 50)), STAFF))
                .isEqualTo(new PublishMission.Outcome.StepCountsSomethingElse("s1"));
        publish(next(first, step("s1", Measure.DAYS, null, 2)));
        assertThat(publishMission.publish(
                        next(next(first, twice()), step("s2", Measure.AMOUNT, CurrencyUnit.of("GBP"), 50)), STAFF))
                .as("nor does one come back as another")
                .isEqualTo(new PublishMission.Outcome.StepCountsSomethingElse("s2"));
    }
}
