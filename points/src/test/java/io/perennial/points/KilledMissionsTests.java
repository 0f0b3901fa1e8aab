package io.perennial.points;

import static io.perennial.points.Stories.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.insights.ActivitiesRecorded.Line;
import io.perennial.insights.ActivityId;
import io.perennial.insights.ActivityType;
import io.perennial.insights.Condition;
import io.perennial.membership.BilingualText;
import io.perennial.membership.MemberId;
import io.perennial.membership.StaffId;
import io.perennial.testing.AnotherProcess;
import io.perennial.testing.TestDatabase;
import io.perennial.testing.TurnableClock;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A process that is killed while it counts for missions: no progress and no prize is half there, and none comes twice. */
@PointsTest
class KilledMissionsTests {

    private static final int PRIZE = 500;
    private static final int TIMES = 3;
    private static final long PRIZES = 120;

    @Autowired
    private PublishMission publishMission;

    @Autowired
    private CountActivities countActivities;

    @Autowired
    private ReadMissions readMissions;

    @Autowired
    private ReadBalance readBalance;

    @Autowired
    private VerifyLedger verifyLedger;

    @Autowired
    private Members members;

    @Autowired
    private TurnableClock clock;

    @Test
    void progress_and_prizes_are_there_once_whatever_it_was_killed_in() throws Exception {
        var people = members.enrol(20);
        var mission = publish();
        var random = new Random(5);

        try (var shop = AnotherProcess.start(
                ShopUntilKilled.class,
                Pattern.compile(ShopUntilKilled.TOLD),
                people.stream().map(MemberId::toString).toList())) {
            for (int told = 40 + random.nextInt(20); told > 0; told--) {
                shop.next();
            }
            // What was told is handed over a moment later; killed before the first prize it would have proved nothing.
            while (prizes() == 0) {
                shop.next();
            }
            shop.kill();
        }

        var given = prizes();
        assertThat(given).isBetween(1L, PRIZES);
        assertThat(granted()).as("a prize and its points are one").isEqualTo(given);
        assertThat(readMissions.reach(mission).orElseThrow().left())
                .as("nor is one drawn that nobody has")
                .hasValue(PRIZES - given);

        clock.turnTo(NOON.plus(Duration.ofDays(90)));
        var lines = lines();
        countActivities.count(lines);
        countActivities.count(lines.reversed());

        var won = new HashMap<MemberId, Long>();
        kept().forEach((member, days) -> {
            var done = days.values().stream().filter(times -> times >= TIMES).count();
            var here = readMissions.completed(member, 200);
            assertThat(here).extracting(ReadMissions.Completed::period).doesNotHaveDuplicates();
            assertThat(here.size()).isLessThanOrEqualTo(Math.toIntExact(done));
            won.put(member, (long) here.size());
            var bought = days.values().stream().mapToLong(Long::longValue).sum() * 10;
            assertThat(readBalance.of(member).points().value()).isEqualTo(bought + PRIZE * (long) here.size());
        });
        var done = kept().values().stream()
                .flatMap(days -> days.values().stream())
                .filter(times -> times >= TIMES)
                .count();
        assertThat(won.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(Math.min(done, PRIZES));
        assertThat(done).as("the trial is one that can fail").isGreaterThan(given);
        assertThat(granted()).isEqualTo(prizes());
        assertThat(verifyLedger.verify().faults()).isEmpty();
    }

    private MissionId publish() {
        var name = new BilingualText("买三次", "Buy three times");
        var mission = new Mission(
                        MissionId.next(),
                        1,
                        name,
                        name,
                        List.of(new Mission.Step(
                                "s1",
                                name,
                                ActivityType.PURCHASE,
                                Condition.none(),
                                Mission.Measure.TIMES,
                                null,
                                TIMES)),
                        Mission.Recurrence.DAILY,
                        NOON.minus(Duration.ofDays(1)),
                        null,
                        Set.of(),
                        Prize.of(PRIZE))
                .withPrizes(PRIZES);
        assertThat(publishMission.publish(mission, StaffId.next()))
                .isEqualTo(new PublishMission.Outcome.Done(mission.id(), 1));
        return mission.id();
    }

    private static long prizes() {
        return number("SELECT COUNT(*) FROM points_mission_prize");
    }

    private static long granted() {
        return number("SELECT COUNT(*) FROM points_entry WHERE kind = 'GRANTED'");
    }

    private static long number(String sql) {
        return TestDatabase.get().dsl().fetchSingle(sql).get(0, Long.class);
    }

    /** Everything that reached the stream, as its events would tell it again. */
    private static List<Line> lines() {
        return TestDatabase.get()
                .dsl()
                .fetch("SELECT activity_id, member_id, type, happened_at FROM insights_activity")
                .map(row -> new Line(
                        new ActivityId(id(row.get(0, byte[].class))),
                        new MemberId(id(row.get(1, byte[].class))),
                        row.get(2, String.class),
                        row.get(3, LocalDateTime.class).toInstant(ZoneOffset.UTC)));
    }

    /** Purchases that were not refunded, by member and day. */
    private static Map<MemberId, Map<String, Long>> kept() {
        var kept = new HashMap<MemberId, Map<String, Long>>();
        TestDatabase.get()
                .dsl()
                .fetch("SELECT member_id, CAST(happened_at AS CHAR), SUM(IF(type = 'refund', -1, 1))"
                        + " FROM insights_activity GROUP BY 1, 2")
                .forEach(row -> kept.computeIfAbsent(
                                new MemberId(id(row.get(0, byte[].class))), member -> new HashMap<>())
                        .put(row.get(1, String.class), row.get(2, Long.class)));
        return kept;
    }

    private static UUID id(byte[] bytes) {
        var buffer = ByteBuffer.wrap(bytes);
        return new UUID(buffer.getLong(), buffer.getLong());
    }
}
