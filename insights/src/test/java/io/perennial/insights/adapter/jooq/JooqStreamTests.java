package io.perennial.insights.adapter.jooq;

import static io.perennial.insights.Stories.NOON;
import static io.perennial.insights.Stories.checkIn;
import static io.perennial.insights.Stories.purchase;
import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.insights.Activity;
import io.perennial.insights.ActivityId;
import io.perennial.insights.ActivityType;
import io.perennial.insights.Circumstances;
import io.perennial.insights.Condition;
import io.perennial.insights.Judgement;
import io.perennial.insights.RandomStream;
import io.perennial.insights.ReadActivities.Cursor;
import io.perennial.insights.ReadStream;
import io.perennial.insights.ReadStream.Count;
import io.perennial.insights.ReadStream.Streamed;
import io.perennial.insights.ReadStream.Wanted;
import io.perennial.insights.RecordActivity;
import io.perennial.insights.Stories;
import io.perennial.testing.OnTestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.modulith.test.ApplicationModuleTest.BootstrapMode;

@ApplicationModuleTest(mode = BootstrapMode.ALL_DEPENDENCIES)
@OnTestDatabase
class JooqStreamTests {

    /** Has summer time, so that one offset would not do. */
    private static final ZoneId LONDON = ZoneId.of("Europe/London");

    private static final Instant START = Instant.parse("2025-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("2027-01-01T00:00:00Z");
    private static final int TREES = Integer.getInteger("perennial.test.trees", 400);

    @Autowired
    private RecordActivity record;

    @Autowired
    private ReadStream stream;

    @Autowired
    private DSLContext dsl;

    @Test
    void the_database_and_the_predicate_find_the_same_activities() {
        var random = new Random(2_026);
        var told = new RandomStream(random);
        var stored = tell(told.activities(300, START));

        for (int i = 0; i < TREES; i++) {
            var asksMembers = i % 3 == 0;
            var condition = told.condition(asksMembers);
            var wanted = new Wanted(Set.of(), condition, START, END, LONDON, true);
            var fitting = new ArrayList<ActivityId>();
            stored.forEach((id, activity) -> {
                if (fits(condition, circumstances(activity))) {
                    fitting.add(id);
                }
            });

            var chunk = stream.chunk(wanted, Optional.empty(), 1_000);

            assertThat(chunk.stream()
                            .filter(each -> fits(condition, circumstances(each)))
                            .map(each -> each.recorded().id()))
                    .as("%s", condition)
                    .containsExactlyInAnyOrderElementsOf(fitting);
            var count = stream.count(wanted);
            if (asksMembers) {
                assertThat((long) fitting.size())
                        .as("%s", condition)
                        .isBetween(count.certain(), count.certain() + count.perhaps());
            } else {
                assertThat(count).as("%s", condition).isEqualTo(new Count(fitting.size(), 0));
            }
        }
    }

    @Test
    void reads_on_in_the_order_in_which_things_happened_without_a_gap_or_a_repetition() {
        var told = new ArrayList<Activity>();
        for (int i = 0; i < 25; i++) {
            told.add(purchase("A" + i).at(NOON.plusSeconds((i * 7) % 5)).activity());
        }
        tell(told);
        var wanted = new Wanted(
                Set.of(ActivityType.PURCHASE), Condition.none(), NOON, NOON.plus(Duration.ofDays(1)), LONDON, true);

        var seen = new ArrayList<Streamed>();
        var after = Optional.<Cursor>empty();
        while (true) {
            var chunk = stream.chunk(wanted, after, 4);
            seen.addAll(chunk);
            if (chunk.size() < 4) {
                break;
            }
            after = Optional.of(chunk.getLast().recorded().cursor());
        }

        assertThat(seen).hasSize(25).doesNotHaveDuplicates();
        assertThat(seen).isSortedAccordingTo((one, other) -> {
            var byTime = one.recorded().happenedAt().compareTo(other.recorded().happenedAt());
            return byTime != 0
                    ? byTime
                    : one.recorded()
                            .id()
                            .toString()
                            .compareTo(other.recorded().id().toString());
        });
        assertThat(seen).allSatisfy(each -> assertThat(each.items()).containsExactly(Stories.MUG, Stories.CANDLE));
    }

    @Test
    void keeps_to_the_period_and_the_types_and_reads_items_only_when_asked() {
        tell(List.of(
                purchase("A1").activity(),
                purchase("A2").at(NOON.minusSeconds(1)).activity(),
                purchase("A3").at(NOON.plusSeconds(9)).activity(),
                checkIn("C1").activity()));
        var wanted =
                new Wanted(Set.of(ActivityType.PURCHASE), Condition.none(), NOON, NOON.plusSeconds(9), LONDON, false);

        assertThat(stream.chunk(wanted, Optional.empty(), 10)).singleElement().satisfies(each -> {
            assertThat(each.recorded().reference()).isEqualTo("A1");
            assertThat(each.items()).isEmpty();
        });
        assertThat(stream.count(wanted)).isEqualTo(new Count(1, 0));
    }

    @Test
    void reads_the_stream_by_its_index() {
        var told = new ArrayList<Activity>();
        for (int i = 0; i < 500; i++) {
            told.add(purchase("A" + i).at(NOON.plusSeconds(i)).activity());
        }
        tell(told);
        var before = rowsReadWithoutIndex();

        stream.chunk(
                new Wanted(Set.of(), Condition.none(), NOON.plusSeconds(100), NOON.plusSeconds(400), LONDON, false),
                Optional.empty(),
                10);

        assertThat(rowsReadWithoutIndex() - before).isLessThan(50);
    }

    private long rowsReadWithoutIndex() {
        return dsl.fetchSingle("show session status like 'Handler_read_rnd_next'")
                .get(1, Long.class);
    }

    private Map<ActivityId, Activity> tell(List<Activity> told) {
        var stored = new HashMap<ActivityId, Activity>();
        var answers = record.record(told);
        for (int i = 0; i < told.size(); i++) {
            stored.put(answers.get(i).id(), told.get(i));
        }
        return stored;
    }

    private static boolean fits(Condition condition, Circumstances circumstances) {
        return Judgement.judge(condition, circumstances).holds();
    }

    private static Circumstances circumstances(Streamed each) {
        var recorded = each.recorded();
        return new Circumstances(
                recorded.member(),
                recorded.type(),
                recorded.happenedAt(),
                recorded.channel(),
                recorded.store(),
                recorded.amount(),
                each.items(),
                tier(recorded.happenedAt()),
                LocalDate.of(1990, 5, 5),
                isFirst(recorded.happenedAt()),
                LONDON);
    }

    private static Circumstances circumstances(Activity activity) {
        return Circumstances.of(
                activity,
                tier(activity.happenedAt()),
                LocalDate.of(1990, 5, 5),
                isFirst(activity.happenedAt()),
                LONDON);
    }

    private static String tier(Instant happenedAt) {
        return happenedAt.getEpochSecond() / 900 % 2 == 0 ? "member" : "vip";
    }

    private static boolean isFirst(Instant happenedAt) {
        return happenedAt.getEpochSecond() / 900 % 3 == 0;
    }
}
