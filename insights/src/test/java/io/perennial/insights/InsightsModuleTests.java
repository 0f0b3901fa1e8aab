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

@ApplicationModuleTest(mode = BootstrapMode.ALL_DEPENDENCIES)
@OnTestDatabase
class InsightsModuleTests {

    @Autowired
    private RecordActivity record;

    @Autowired
    private KeepFacts facts;

    @Autowired
    private Clock clock;

    @Test
    void tells_other_modules_once_about_all_new_activities(AssertablePublishedEvents events) {
        facts.gather();
        var before = clock.instant();
        var answers = record.record(List.of(
                purchase("A1").activity(),
                checkIn("C1").of(BEN).activity(),
                purchase("A1").activity()));
        var another = record.record(List.of(checkIn("C2").of(BEN).activity())).getFirst();
        assertThat(events.ofType(ActivitiesRecorded.class)).isEmpty();

        facts.gather();
        facts.gather();

        assertThat(events.ofType(ActivitiesRecorded.class)).singleElement().satisfies(event -> {
            assertThat(event.activities())
                    .containsExactlyInAnyOrder(
                            new Line(answers.get(0).id(), ANNA, "purchase", NOON),
                            new Line(answers.get(1).id(), BEN, "check-in", NOON),
                            new Line(another.id(), BEN, "check-in", NOON));
            assertThat(event.activities().getLast().id()).isEqualTo(another.id());
            assertThat(event.at()).isBetween(before, clock.instant());
        });
    }

    @Test
    void says_nothing_about_repetitions_and_conflicts(AssertablePublishedEvents events) {
        facts.gather();
        record.record(List.of(purchase("A1").activity()));
        record.record(List.of(purchase("A1").activity()));
        record.record(List.of(purchase("A1").of(BEN).activity()));
        record.record(List.of());

        facts.gather();

        assertThat(events.ofType(ActivitiesRecorded.class))
                .flatExtracting(ActivitiesRecorded::activities)
                .hasSize(1);
    }
}
