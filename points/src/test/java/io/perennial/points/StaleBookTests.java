package io.perennial.points;

import static io.perennial.points.Stories.PURCHASE_RULE;
import static io.perennial.points.Stories.perAmount;
import static io.perennial.points.Stories.purchase;
import static io.perennial.points.Stories.refund;
import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.PointsTestApplication;
import io.perennial.insights.Activity;
import io.perennial.membership.StaffId;
import io.perennial.testing.TestDatabase;
import io.perennial.testing.TurnableClock;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** Two instances on one database, one of which publishes while the other still has the rules of a moment ago in memory. */
@PointsTest
class StaleBookTests {

    private static final StaffId MAYA = new StaffId(UUID.fromString("0193579a-0000-7000-8000-0000000000f1"));

    @Autowired
    private EarnPoints earnPoints;

    @Autowired
    private Members members;

    @Autowired
    private TurnableClock clock;

    @Test
    void a_refund_finds_the_version_that_another_instance_published_a_moment_ago() {
        try (var other = new SpringApplicationBuilder(PointsTestApplication.class)
                .web(WebApplicationType.NONE)
                .properties(TestDatabase.get().properties())
                .run()) {
            other.getBean(TurnableClock.class).turnTo(clock.instant());
            var anna = members.enrol();
            earn(earnPoints, purchase(anna, "OLD", "1.00", clock.instant())); // keeps the book

            var doubled = Stories.rule(PURCHASE_RULE, 2, perAmount(2, "1.00"), perAmount(2, "1.00"), clock.instant());
            other.getBean(PublishRule.class).publish(doubled, MAYA);
            var elsewhere = other.getBean(EarnPoints.class);
            assertThat(earn(elsewhere, purchase(anna, "A", "100.00", clock.instant())))
                    .isEqualTo(200);

            assertThat(earn(earnPoints, refund(anna, "R", "50.00", "A", clock.instant())))
                    .isEqualTo(-100);
        }
    }

    private static long earn(EarnPoints earnPoints, Activity activity) {
        return ((EarnPoints.Outcome.Booked) earnPoints.earn(List.of(activity)).getFirst()).points();
    }
}
