package io.perennial.insights;

import static io.perennial.insights.Stories.ANNA;
import static io.perennial.insights.Stories.BEN;
import static io.perennial.insights.Stories.NOON;
import static io.perennial.insights.Stories.checkIn;
import static io.perennial.insights.Stories.purchase;
import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.insights.ActivitiesRecorded.Line;
import io.perennial.testing.OnTestDatabase;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.modulith.test.ApplicationModuleTest.BootstrapMode;
import org.springframework.modulith.test.AssertablePublishedEvents;
import org.springframework.modulith.test.Scenario;

@ApplicationModuleTest(mode = BootstrapMode.ALL_DEPENDENCIES)
@OnTestDatabase
class InsightsModuleTests {

    @Autowired
    private RecordActivity record;

    @Autowired
    private Clock clock;

    @Test
    void tells_other_modules_once_about_all_new_activities_of_a_call(Scenario scenario) {
        var before = clock.instant();
        scenario.stimulate(() -> record.record(List.of(
                        purchase("A1").activity(),
                        checkIn("C1").of(BEN).activity(),
                        purchase("A1").activity())))
                .andWaitForEventOfType(ActivitiesRecorded.class)
                .toArriveAndVerify((event, answers) -> {
                    assertThat(event.activities())
                            .containsExactlyInAnyOrder(
                                    new Line(answers.get(0).id(), ANNA, "purchase", NOON),
                                    new Line(answers.get(1).id(), BEN, "check-in", NOON));
                    assertThat(event.at()).isBetween(before, clock.instant());
                });
    }

    @Test
    void says_nothing_about_repetitions_and_conflicts(AssertablePublishedEvents events) {
        record.record(List.of(purchase("A1").activity()));
        record.record(List.of(purchase("A1").activity()));
        record.record(List.of(purchase("A1").of(BEN).activity()));
        record.record(List.of());

        assertThat(events.ofType(ActivitiesRecorded.class)).hasSize(1);
    }
}
