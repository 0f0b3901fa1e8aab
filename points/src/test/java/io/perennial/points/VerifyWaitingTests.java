package io.perennial.points;

import static io.perennial.points.Corruption.fault;
import static io.perennial.points.Stories.purchase;
import static io.perennial.points.Stories.refund;
import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.insights.ActivityType;
import io.perennial.membership.MemberId;
import io.perennial.membership.StaffId;
import io.perennial.points.VerifyLedger.Breach;
import io.perennial.testing.TestDatabase;
import io.perennial.testing.TurnableClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What waits against the entries that promised and released it, on the real database. */
@PointsTest
class VerifyWaitingTests {

    @Autowired
    private EarnPoints earnPoints;

    @Autowired
    private ReleasePoints releasePoints;

    @Autowired
    private PublishPolicy publishPolicy;

    @Autowired
    private VerifyLedger verifyLedger;

    @Autowired
    private Corruption corruption;

    @Autowired
    private Members members;

    @Autowired
    private TurnableClock clock;

    private MemberId anna;

    /** 1 promised 90, 2 took 30 of it back, 3 promised 40, 4 released the 60 that were left of the first. */
    @BeforeEach
    void a_part_that_waits_and_one_that_was_released() {
        publishPolicy.publish(
                Stories.version(
                        2, Map.of(ActivityType.PURCHASE, 7), PointsPolicy.Refunds.WITHIN_BALANCE, clock.instant()),
                StaffId.next());
        anna = members.enrol();
        earnPoints.earn(List.of(purchase(anna, "A1", "90.00", clock.instant())));
        earnPoints.earn(List.of(refund(anna, "R1", "30.00", "A1", clock.instant())));
        clock.turn(Duration.ofDays(4));
        earnPoints.earn(List.of(purchase(anna, "A2", "40.00", clock.instant())));
        clock.turn(Duration.ofDays(4));
        releasePoints.release(clock.instant());
    }

    @Test
    void names_what_waits_without_having_been_promised() {
        corruption.names(
                "UPDATE points_waiting SET remaining = remaining - 1 WHERE seq = 3",
                fault(Breach.PART_REMAINING, anna, 3, 39, 40),
                fault(Breach.SUM_OF_PARTS, anna, null, 40, 39));
    }

    @Test
    void names_a_part_that_began_with_other_points_than_were_promised() {
        corruption.names(
                "UPDATE points_waiting SET original = original + 1, remaining = remaining + 1 WHERE seq = 3",
                fault(Breach.ENTRY_PART, anna, 3, 40, 41),
                fault(Breach.SUM_OF_PARTS, anna, null, 40, 41));
    }

    @Test
    void names_what_was_released_and_still_waits() {
        corruption.names(
                "DELETE FROM points_allocation WHERE entry_seq = 4",
                fault(Breach.PART_REMAINING, anna, 1, 0, 60),
                fault(Breach.ENTRY_PART_ALLOCATIONS, anna, 4, -60, 0));
    }

    @Test
    void names_a_part_without_an_entry() {
        TestDatabase.get().dsl().execute("DELETE FROM points_entry WHERE seq = 3");

        assertThat(verifyLedger.verify().faults())
                .contains(
                        fault(Breach.PART_WITHOUT_ENTRY, anna, 3, 40, null),
                        fault(Breach.SUM_OF_PENDING, anna, null, 40, 0));
    }

    @Test
    void names_a_release_of_another_part_than_its_key_says() {
        TestDatabase.get().dsl().execute("UPDATE points_entry SET reverses_seq = 3 WHERE seq = 4");

        assertThat(verifyLedger.verify().faults()).contains(fault(Breach.ENTRY_KEY, anna, 4, "release:1", null));
    }
}
