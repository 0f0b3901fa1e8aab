package io.perennial.insights;

import static io.perennial.insights.Stories.ANNA;
import static io.perennial.insights.Stories.purchase;
import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.insights.ActivitiesRecorded.Line;
import io.perennial.testing.OnTestDatabase;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.modulith.test.ApplicationModuleTest.BootstrapMode;
import org.springframework.modulith.test.Scenario;
import org.springframework.test.context.TestPropertySource;

/** What is recorded is passed on by itself, without any job's turn. */
@ApplicationModuleTest(mode = BootstrapMode.ALL_DEPENDENCIES)
@OnTestDatabase
@TestPropertySource(properties = "perennial.insights.hand-over-at-once=true")
class HandedOverTests {

    @Autowired
    private RecordActivity record;

    @Test
    void is_handed_over_as_soon_as_it_is_stored(Scenario scenario) {
        scenario.stimulate(() -> record.record(List.of(purchase("at-once").activity())))
                .andWaitForEventOfType(ActivitiesRecorded.class)
                .matching(event -> event.activities().stream().map(Line::member).anyMatch(ANNA::equals))
                .toArriveAndVerify((event, answers) -> assertThat(event.activities())
                        .extracting(Line::id)
                        .contains(answers.getFirst().id()));
    }
}
