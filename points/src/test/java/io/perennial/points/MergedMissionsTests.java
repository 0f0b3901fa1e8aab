package io.perennial.points;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.points.Mission.Measure;
import io.perennial.points.Mission.Recurrence;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.modulith.test.Scenario;

/** What two did for a mission, when they become one. */
class MergedMissionsTests extends MissionStories {

    @Autowired
    private Merges merges;

    @Autowired
    private SettleMission settleMission;

    @Test
    void is_paid_at_once_where_both_together_did_enough(Scenario scenario) {
        publish(mission(Recurrence.ONCE, 500, twice()));
        var also = members.enrol(2).getLast();
        told(buy(anna, "A1", "10.00"));
        told(buy(also, "B1", "10.00"));

        merges.merge(also, anna);

        scenario.stimulate(() -> {})
                .andWaitForStateChange(() -> only().completedAt())
                .andVerify(completed -> assertThat(completed).isPresent());
        assertThat(balance(anna)).isEqualTo(20 + 500);
        settleMission.settle(anna);
        settleMission.settle(also);
        assertThat(balance(anna)).as("once").isEqualTo(20 + 500);
        assertThat(balance(also)).isZero();
    }

    @Test
    void a_prize_that_the_merge_brought_stays_with_the_survivor_when_it_is_undone() {
        publish(mission(Recurrence.ONCE, 500, step("s1", Measure.TIMES, null, 2)));
        var also = members.enrol(2).getLast();
        told(buy(anna, "A1", "10.00"));
        told(buy(also, "B1", "10.00"));
        var merge = merges.merge(also, anna);
        settleMission.settle(anna);

        merges.undo(merge);

        assertThat(List.of(balance(anna), balance(also))).containsExactly(510L, 10L);
    }
}
