package io.perennial.points;

import static io.perennial.points.Stories.purchase;
import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.membership.MemberId;
import io.perennial.membership.StaffId;
import io.perennial.testing.TurnableClock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** How long points live on of which nobody told, and how long staff may give back what ended: as the policy says. */
@PointsTest
class GraceTests {

    private static final StaffId MAYA = new StaffId(UUID.fromString("0193579a-0000-7000-8000-0000000000f1"));
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

    @Autowired
    private ReadPolicy readPolicy;

    @Autowired
    private PublishPolicy publishPolicy;

    @Autowired
    private EarnPoints earnPoints;

    @Autowired
    private ProlongPoints prolongPoints;

    @Autowired
    private ExpirePoints expirePoints;

    @Autowired
    private ReinstatePoints reinstatePoints;

    @Autowired
    private ReadBalance readBalance;

    @Autowired
    private Members members;

    @Autowired
    private TurnableClock clock;

    @Test
    void untold_points_live_on_for_the_notice_and_as_many_days_as_the_policy_gives() {
        publish(14, new PointsPolicy.Grace(3, 180));
        var anna = members.enrol();
        earnPoints.earn(List.of(purchase(anna, "A", "10.00", clock.instant())));
        turnTo(lastDay(anna).minusDays(13));

        assertThat(prolongPoints.prolong(clock.instant()).lots()).isEqualTo(1);

        assertThat(lastDay(anna))
                .isEqualTo(LocalDate.ofInstant(clock.instant(), SHANGHAI).plusDays(14 + 3));
    }

    @Test
    void staff_give_back_what_ended_for_as_many_days_as_the_policy_says() {
        publish(0, new PointsPolicy.Grace(30, 10));
        var people = members.enrol(2);
        people.forEach(member -> earnPoints.earn(List.of(purchase(member, "A" + member, "10.00", clock.instant()))));
        clock.turnTo(
                lastDay(people.getFirst()).plusDays(1).atStartOfDay(SHANGHAI).toInstant());
        expirePoints.expire(clock.instant());
        var day = LocalDate.ofInstant(clock.instant(), SHANGHAI).plusDays(90);

        clock.turn(Duration.ofDays(10));
        assertThat(reinstatePoints.reinstate(people.getFirst(), 2, day, "sorry", MAYA))
                .isInstanceOf(ReinstatePoints.Outcome.Reinstated.class);
        clock.turn(Duration.ofSeconds(1));
        assertThat(reinstatePoints.reinstate(people.getLast(), 2, day, "sorry", MAYA))
                .isEqualTo(new ReinstatePoints.Outcome.TooLate(10));
    }

    private LocalDate lastDay(MemberId member) {
        return readBalance.of(member).expiring().getFirst().lastDay();
    }

    private void turnTo(LocalDate day) {
        clock.turnTo(day.atTime(12, 0).atZone(SHANGHAI).toInstant());
    }

    private void publish(int noticeDays, PointsPolicy.Grace grace) {
        var current = readPolicy.current();
        assertThat(publishPolicy.publish(
                        new PointsPolicy(
                                current.version() + 1,
                                current.expiry(),
                                current.expiryOfTiers(),
                                current.minimumLifeDays(),
                                noticeDays,
                                current.pendingDays(),
                                current.refunds(),
                                current.transfers(),
                                current.adjustments(),
                                grace,
                                clock.instant()),
                        MAYA))
                .isInstanceOf(PublishPolicy.Outcome.Done.class);
    }
}
