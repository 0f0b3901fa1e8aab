package io.perennial.trials;

import io.perennial.insights.ActivityType;
import io.perennial.insights.Condition;
import io.perennial.membership.BilingualText;
import io.perennial.membership.MemberId;
import io.perennial.membership.StaffId;
import io.perennial.points.Mission;
import io.perennial.points.MissionId;
import io.perennial.points.Prize;
import io.perennial.points.PublishMission;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.springframework.context.ConfigurableApplicationContext;

/** Missions in the application under trial: a prize for so many purchases, once. */
final class Missions {

    private Missions() {}

    static String publish(ConfigurableApplicationContext context, int purchases, long points) {
        var now = context.getBean(Clock.class).instant();
        var mission = new Mission(
                new MissionId(MemberId.next().value()),
                1,
                new BilingualText("买东西", "Shop"),
                new BilingualText("多买几次", "Shop some times"),
                List.of(new Mission.Step(
                        "s1",
                        new BilingualText("买", "Buy"),
                        ActivityType.PURCHASE,
                        Condition.none(),
                        Mission.Measure.TIMES,
                        null,
                        purchases)),
                Mission.Recurrence.ONCE,
                now,
                now.plus(Duration.ofDays(1)),
                Set.of(),
                Prize.of(points));
        return switch (context.getBean(PublishMission.class).publish(mission, staff())) {
            case PublishMission.Outcome.Done done -> done.mission().toString();
            case PublishMission.Outcome other -> throw new IllegalStateException("not published: " + other);
        };
    }

    static String retire(ConfigurableApplicationContext context, String mission) {
        return context.getBean(PublishMission.class)
                .retire(MissionId.of(mission), staff())
                .toString();
    }

    private static StaffId staff() {
        return new StaffId(MemberId.next().value());
    }
}
