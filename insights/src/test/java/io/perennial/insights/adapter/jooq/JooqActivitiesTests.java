package io.perennial.insights.adapter.jooq;

import static io.perennial.insights.Stories.ANNA;
import static io.perennial.insights.Stories.BEN;
import static io.perennial.insights.Stories.NOON;
import static io.perennial.insights.Stories.checkIn;
import static io.perennial.insights.Stories.purchase;
import static io.perennial.insights.Stories.refund;
import static io.perennial.insights.Stories.yuan;
import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.insights.Activity;
import io.perennial.insights.ActivityId;
import io.perennial.insights.ReadActivities;
import io.perennial.insights.ReadActivities.Cursor;
import io.perennial.insights.ReadActivities.Recorded;
import io.perennial.insights.RecordActivity;
import io.perennial.insights.Stories;
import io.perennial.membership.MemberId;
import io.perennial.testing.OnTestDatabase;
import io.perennial.testing.SentStatements;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.modulith.test.ApplicationModuleTest.BootstrapMode;
import org.springframework.transaction.support.TransactionTemplate;

@ApplicationModuleTest(mode = BootstrapMode.ALL_DEPENDENCIES)
@OnTestDatabase
class JooqActivitiesTests {

    @Autowired
    private RecordActivity record;

    @Autowired
    private ReadActivities read;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private DSLContext dsl;

    @Test
    void knows_the_references_that_a_source_has_told() {
        tell(purchase("A1"), purchase("a1"), purchase("A2").from("till-7"));

        assertThat(read.known("web-shop", List.of("A1", "a1", "A2", "A1"))).containsExactlyInAnyOrder("A1", "a1");
        assertThat(read.known("till-7", List.of("A2"))).containsExactly("A2");
        assertThat(read.known("web-shop", List.of())).isEmpty();
    }

    @Test
    void knows_nothing_under_a_reference_that_nobody_could_have_told() {
        tell(purchase("A1"));

        assertThat(read.known("web-shop", List.of("订单1", "", "A1\u0000", "A1"))).containsExactly("A1");
        assertThat(read.known("网店", List.of("A1"))).isEmpty();
        assertThat(read.byReference("web-shop", List.of("订单1"))).isEmpty();
    }

    @Test
    void finds_activities_by_their_references() {
        var ids = tell(purchase("A1"), refund("R1", "A1"), checkIn("A1"));

        var found = read.byReference("web-shop", List.of("A1", "R1", "A9"));

        assertThat(found).containsOnlyKeys("A1", "R1");
        assertThat(found.get("A1")).isEqualTo(recorded(ids.get(0), purchase("A1"), null, found.get("A1")));
        assertThat(found.get("R1")).isEqualTo(recorded(ids.get(1), refund("R1", "A1"), ids.get(0), found.get("R1")));
    }

    @Test
    void looks_up_more_references_than_one_statement_takes() {
        var references = IntStream.range(0, 2_500).mapToObj(Integer::toString).toList();
        tell(purchase("0"), purchase("1700"), purchase("2499"));

        assertThat(read.known("web-shop", references)).containsExactlyInAnyOrder("0", "1700", "2499");
        assertThat(read.byReference("web-shop", references)).containsOnlyKeys("0", "1700", "2499");
    }

    @Test
    void finds_activities_by_id_for_their_member_only() {
        var ids = tell(purchase("A1"), checkIn("C1"), checkIn("C2").of(BEN));

        assertThat(read.byId(ANNA, ids)).containsOnlyKeys(ids.get(0), ids.get(1));
        assertThat(read.byId(ANNA, ids).get(ids.get(1)).amount()).isNull();
        assertThat(read.byId(ANNA, List.of())).isEmpty();
        assertThat(read.items(BEN, ids.get(0))).isEmpty();
    }

    @Test
    void reads_the_items_of_several_activities_of_several_members_at_once() {
        var ids = tell(purchase("A1"), purchase("A2").of(BEN).with(List.of(Stories.CANDLE)), checkIn("C1"));

        assertThat(read.items(Map.of(ids.get(0), ANNA, ids.get(1), BEN, ids.get(2), ANNA)))
                .isEqualTo(
                        Map.of(ids.get(0), List.of(Stories.MUG, Stories.CANDLE), ids.get(1), List.of(Stories.CANDLE)));
        assertThat(read.items(Map.of(ids.get(1), ANNA))).isEmpty();
    }

    @Test
    void knows_when_each_member_first_bought_something() {
        var ids = tell(
                checkIn("C1").at(NOON.minusSeconds(9)),
                purchase("A1").at(NOON.minusSeconds(5)),
                purchase("A2"),
                purchase("B1").of(BEN));

        assertThat(read.firstPurchases(List.of(ANNA, BEN), List.of()))
                .isEqualTo(Map.of(ANNA, NOON.minusSeconds(5), BEN, NOON));
        assertThat(read.firstPurchases(List.of(ANNA, BEN), List.of(ids.get(1), ids.get(3))))
                .isEqualTo(Map.of(ANNA, NOON));
    }

    @Test
    void sums_what_was_refunded_of_each_purchase() {
        var dollars = Money.of(CurrencyUnit.USD, 3);
        var ids = tell(purchase("A1"), purchase("A2"), purchase("A3").worth(dollars), purchase("A4"));
        tell(
                refund("R1", "A1"),
                refund("R2", "A1").worth(yuan("0.01")),
                refund("R3", "A3").worth(dollars));
        tell(refund("R4", null), refund("R5", "A1").of(BEN), refund("R6", "A2").worth(dollars));

        assertThat(read.refundedOf(ANNA, ids)).isEqualTo(Map.of(ids.get(0), yuan("12.51"), ids.get(2), dollars));
        assertThat(read.refundedOf(BEN, ids)).isEmpty();
        assertThat(read.refundedOf(ANNA, List.of())).isEmpty();
    }

    @Test
    void pages_through_the_timeline_newest_first_without_gap_or_repetition() {
        var stories = IntStream.range(0, 57)
                .mapToObj(number -> purchase("A" + number).at(NOON.plusSeconds(number * 31 % 11)))
                .toArray(Stories[]::new);
        tell(stories);
        tell(checkIn("C1").of(BEN));

        var seen = new ArrayList<Recorded>();
        Optional<Cursor> before = Optional.empty();
        for (boolean more = true; more; ) {
            var page = read.timeline(ANNA, before, 10);
            seen.addAll(page.activities());
            before = Optional.of(page.activities().getLast().cursor());
            more = page.hasMore();
        }

        assertThat(seen).hasSize(57).doesNotHaveDuplicates();
        assertThat(seen)
                .isSortedAccordingTo(Comparator.comparing(Recorded::happenedAt)
                        .thenComparing(recorded -> recorded.id().toString())
                        .reversed());
        assertThat(read.timeline(ANNA, Optional.empty(), 57).hasMore()).isFalse();
        assertThat(read.timeline(ANNA, Optional.empty(), 56).hasMore()).isTrue();
        assertThat(read.timeline(MemberId.next(), Optional.empty(), 10).activities())
                .isEmpty();
    }

    @Test
    void says_when_a_member_last_did_anything() {
        tell(
                purchase("A1"),
                checkIn("C1").at(NOON.plusSeconds(5)),
                purchase("A2").at(NOON.minusSeconds(5)));

        assertThat(read.lastActivityAt(ANNA)).contains(NOON.plusSeconds(5));
        assertThat(read.lastActivityAt(BEN)).isEmpty();
    }

    @Test
    void reads_by_index_only() {
        var ids = tell(IntStream.range(0, 900)
                .mapToObj(number -> purchase("A" + number).at(NOON.plusSeconds(number)))
                .toArray(Stories[]::new));
        tell(refund("R1", "A1"));
        dsl.fetch("ANALYZE TABLE insights_activity, insights_item");
        var some = ids.subList(0, 5);
        var cursor = new Cursor(NOON.plusSeconds(450), ids.get(450));

        assertThat(rowsRead(() -> read.known("web-shop", List.of("A1", "A2", "A9999"))))
                .isLessThan(10);
        assertThat(rowsRead(() -> read.byReference("web-shop", List.of("A1", "A2"))))
                .isLessThan(10);
        assertThat(rowsRead(() -> read.known("web-shop", List.of("订单1")))).isZero();
        assertThat(rowsRead(() -> read.byId(ANNA, some))).isLessThan(15);
        assertThat(rowsRead(() -> read.items(ANNA, ids.get(1)))).isLessThan(10);
        assertThat(rowsRead(() -> read.refundedOf(ANNA, some))).isLessThan(30);
        assertThat(rowsRead(() -> read.timeline(ANNA, Optional.empty(), 20))).isLessThan(60);
        assertThat(rowsRead(() -> read.timeline(ANNA, Optional.of(cursor), 20))).isLessThan(60);
        assertThat(rowsRead(() -> read.lastActivityAt(ANNA))).isLessThan(5);
        assertThat(rowsRead(() -> tell(purchase("A1")))).isLessThan(10);
        assertThat(rowsRead(() -> tell(purchase("A1").of(BEN)))).isLessThan(30);
    }

    @Test
    void takes_as_few_statements_as_it_can() {
        assertThat(statements(() -> tell(checkIn("C1"))))
                .as("the activity, and the note that facts are to be gathered")
                .isEqualTo(2);
        assertThat(statements(() -> tell(purchase("A1")))).isEqualTo(3);
        assertThat(statements(() -> tell(purchase("A1")))).isEqualTo(2);
        assertThat(statements(() -> tell(refund("R1", "A1")))).isEqualTo(3);
        assertThat(statements(() -> tell(IntStream.range(0, 1_000)
                        .mapToObj(number -> purchase("B" + number))
                        .toArray(Stories[]::new))))
                .as("one question, one insert of activities, two of items, one of notes")
                .isEqualTo(5);
    }

    /** The rows that the server touched to answer, counted by the session that asked. */
    private long rowsRead(Runnable reading) {
        return handlerReads(reading) - handlerReads(() -> {});
    }

    private long statements(Runnable work) {
        return SentStatements.during(work).size();
    }

    private long handlerReads(Runnable work) {
        return transaction.execute(status -> {
            var before = handlerReads();
            work.run();
            return handlerReads() - before;
        });
    }

    private long handlerReads() {
        return dsl.fetch("SHOW SESSION STATUS LIKE 'Handler_read_%'").stream()
                .mapToLong(row -> Long.parseLong(row.get(1, String.class)))
                .sum();
    }

    private List<ActivityId> tell(Stories... stories) {
        return record.record(Stream.of(stories).map(Stories::activity).toList()).stream()
                .map(RecordActivity.Recorded::id)
                .collect(Collectors.toList());
    }

    private static Recorded recorded(ActivityId id, Stories story, ActivityId refundOf, Recorded actual) {
        Activity activity = story.activity();
        return new Recorded(
                id,
                activity.member(),
                activity.type(),
                activity.source(),
                activity.reference(),
                activity.happenedAt(),
                actual.recordedAt(),
                activity.channel(),
                activity.store(),
                activity.amount(),
                refundOf);
    }
}
