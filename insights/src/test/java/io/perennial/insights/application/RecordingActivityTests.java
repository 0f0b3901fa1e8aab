package io.perennial.insights.application;

import static io.perennial.insights.Stories.ANNA;
import static io.perennial.insights.Stories.BEN;
import static io.perennial.insights.Stories.CANDLE;
import static io.perennial.insights.Stories.MUG;
import static io.perennial.insights.Stories.NOON;
import static io.perennial.insights.Stories.checkIn;
import static io.perennial.insights.Stories.purchase;
import static io.perennial.insights.Stories.refund;
import static io.perennial.insights.Stories.yuan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.perennial.insights.Activity;
import io.perennial.insights.ActivityId;
import io.perennial.insights.ReadActivities;
import io.perennial.insights.RecordActivity;
import io.perennial.insights.RecordActivity.Recorded;
import io.perennial.insights.Stories;
import io.perennial.testing.OnTestDatabase;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.modulith.test.ApplicationModuleTest.BootstrapMode;
import org.springframework.transaction.support.TransactionTemplate;

@ApplicationModuleTest(mode = BootstrapMode.ALL_DEPENDENCIES)
@OnTestDatabase
class RecordingActivityTests {

    @Autowired
    private RecordActivity record;

    @Autowired
    private ReadActivities read;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private DSLContext dsl;

    @Test
    void records_an_activity_with_all_that_was_told() {
        var answer = tell(purchase("A1"));

        assertThat(answer).isInstanceOf(Recorded.New.class);
        var recorded = read.byReference("web-shop", Set.of("A1")).get("A1");
        assertThat(recorded.id()).isEqualTo(answer.id());
        assertThat(recorded.member()).isEqualTo(ANNA);
        assertThat(recorded.happenedAt()).isEqualTo(NOON);
        assertThat(recorded.recordedAt()).isAfter(Instant.parse("2026-01-01T00:00:00Z"));
        assertThat(recorded.channel()).isEqualTo("web");
        assertThat(recorded.store()).isEqualTo("Fuxing Road");
        assertThat(recorded.amount()).isEqualTo(yuan("25.00"));
        assertThat(read.items(ANNA, answer.id())).containsExactly(MUG, CANDLE);
    }

    @Test
    void takes_the_same_again_for_a_repetition_however_often() {
        for (var story : List.of(purchase("A1"), refund("R1", "A1"), refund("R2", null), checkIn("C1"))) {
            var id = tell(story).id();
            assertThat(tell(story)).isEqualTo(new Recorded.Repeated(id));
            assertThat(tell(story, story)).containsOnly(new Recorded.Repeated(id));
        }
        assertThat(rows("insights_activity")).isEqualTo(4);
        assertThat(rows("insights_item")).isEqualTo(2);
    }

    @Test
    void refuses_another_content_under_the_same_reference_and_names_what_differs() {
        var id = tell(purchase("A1").in(null)).id();
        var changed = purchase("A1")
                .of(BEN)
                .at(NOON.minusNanos(1_000))
                .through("pos")
                .worth(yuan("25.01"))
                .with(List.of(MUG));

        assertThat(tell(changed))
                .isEqualTo(new Recorded.Conflict(
                        id, List.of("member", "happenedAt", "channel", "store", "amount", "items")));
        assertThat(tell(purchase("A1"))).isEqualTo(new Recorded.Conflict(id, List.of("store")));
        assertThat(tell(purchase("A1").in(null))).isEqualTo(new Recorded.Repeated(id));
        assertThat(read.items(ANNA, id)).containsExactly(MUG, CANDLE);
    }

    @Test
    void names_the_refunded_purchase_as_what_differs_also_when_that_was_never_told() {
        var id = tell(refund("R1", "A1")).id();

        assertThat(tell(refund("R1", "A2"))).isEqualTo(new Recorded.Conflict(id, List.of("refundOf")));
        assertThat(tell(refund("R1", null))).isEqualTo(new Recorded.Conflict(id, List.of("refundOf")));
    }

    @Test
    void names_the_items_as_what_differs_when_only_their_order_does() {
        var id = tell(purchase("A1")).id();

        assertThat(tell(purchase("A1").with(List.of(CANDLE, MUG))))
                .isEqualTo(new Recorded.Conflict(id, List.of("items")));
    }

    @Test
    void answers_each_of_a_batch_in_its_place() {
        var a1 = tell(purchase("A1")).id();
        var a2 = tell(purchase("A2")).id();

        var answers = tell(
                purchase("A3"),
                purchase("A2"),
                purchase("A1").of(BEN),
                purchase("A3"),
                purchase("A3").of(BEN));

        var a3 = answers.getFirst().id();
        assertThat(answers)
                .containsExactly(
                        new Recorded.New(a3),
                        new Recorded.Repeated(a2),
                        new Recorded.Conflict(a1, List.of("member")),
                        new Recorded.Repeated(a3),
                        new Recorded.Conflict(a3, List.of("member")));
        assertThat(rows("insights_activity")).isEqualTo(3);
    }

    @Test
    void links_a_refund_to_its_purchase_told_earlier_or_in_the_same_batch() {
        var earlier = tell(purchase("A1")).id();
        var answers = tell(refund("R1", "A1"), refund("R2", "A2"), purchase("A2"), refund("R3", "A9"));

        assertThat(refundOf("R1")).isEqualTo(earlier);
        assertThat(refundOf("R2")).isEqualTo(answers.get(2).id());
        assertThat(refundOf("R3")).isNull();
        assertThat(read.refundedOf(ANNA, List.of(earlier))).containsEntry(earlier, yuan("12.50"));
    }

    @Test
    void leaves_a_refund_of_someone_elses_purchase_without_link() {
        tell(purchase("A1").of(BEN));
        tell(refund("R1", "A1"));

        assertThat(refundOf("R1")).isNull();
    }

    @Test
    void takes_part_in_the_callers_transaction() {
        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> {
                    assertThat(tell(purchase("A1"))).isInstanceOf(Recorded.New.class);
                    assertThat(tell(purchase("A1"))).isInstanceOf(Recorded.Repeated.class);
                    assertThat(tell(purchase("A1").of(BEN))).isInstanceOf(Recorded.Conflict.class);
                    throw new IllegalStateException("the caller's own trouble");
                }))
                .hasMessage("the caller's own trouble");

        assertThat(rows("insights_activity")).isZero();
        assertThat(rows("insights_item")).isZero();
        assertThat(tell(purchase("A1"))).isInstanceOf(Recorded.New.class);
    }

    @Test
    void lets_the_callers_transaction_live_after_a_repetition() {
        tell(purchase("A1"));
        transaction.executeWithoutResult(status -> {
            tell(purchase("A1"));
            tell(purchase("A2"));
        });

        assertThat(read.known("web-shop", List.of("A1", "A2"))).hasSize(2);
    }

    @Test
    void takes_a_thousand_at_once_and_no_more() {
        var thousand = IntStream.range(0, 1_000)
                .mapToObj(number -> purchase("A" + number).activity())
                .toList();
        assertThat(record.record(thousand)).hasSize(1_000).allMatch(Recorded.New.class::isInstance);
        assertThat(record.record(thousand)).hasSize(1_000).allMatch(Recorded.Repeated.class::isInstance);
        assertThat(rows("insights_item")).isEqualTo(2_000);

        var more = new ArrayList<>(thousand);
        more.add(purchase("B1").activity());
        assertThatIllegalArgumentException().isThrownBy(() -> record.record(more));
    }

    @Test
    void keeps_two_thousand_items_of_one_activity_in_their_order() {
        var items = IntStream.range(0, 2_000)
                .mapToObj(line -> new io.perennial.insights.Item("S" + line, "n", null, 1, BigDecimal.valueOf(line, 2)))
                .toList();
        var id = tell(purchase("A1").with(items)).id();

        assertThat(read.items(ANNA, id)).isEqualTo(items);
        assertThat(tell(purchase("A1").with(items))).isInstanceOf(Recorded.Repeated.class);
        assertThat(tell(purchase("A1").with(items.reversed()))).isInstanceOf(Recorded.Conflict.class);
    }

    @Test
    void answers_nothing_to_nothing() {
        assertThat(record.record(List.of())).isEmpty();
    }

    /** Whatever is told in whatever order and portions: the first content of a key stands, and all answers follow from it. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34})
    void agrees_with_a_model_on_random_histories(long seed) {
        var random = new Random(seed);
        var model = new HashMap<String, Activity>();
        var ids = new HashMap<String, ActivityId>();
        for (int call = 0; call < 25; call++) {
            var batch = Stream.generate(() -> randomStory(random).activity())
                    .limit(1 + random.nextInt(random.nextBoolean() ? 1 : 30))
                    .toList();
            var answers = record.record(batch);
            for (int i = 0; i < batch.size(); i++) {
                var told = batch.get(i);
                var key = told.source() + "/" + told.reference();
                var first = model.putIfAbsent(key, told);
                if (first == null) {
                    assertThat(answers.get(i)).isInstanceOf(Recorded.New.class);
                    ids.put(key, answers.get(i).id());
                } else if (first.equals(told)) {
                    assertThat(answers.get(i)).isInstanceOf(Recorded.Repeated.class);
                } else {
                    assertThat(answers.get(i))
                            .isInstanceOfSatisfying(
                                    Recorded.Conflict.class,
                                    conflict -> assertThat(conflict.differsIn()).isNotEmpty());
                }
                assertThat(answers.get(i).id()).isEqualTo(ids.get(key));
            }
        }
        assertThat(rows("insights_activity")).isEqualTo(model.size());
        assertThat(rows("insights_item"))
                .isEqualTo(model.values().stream()
                        .mapToInt(told -> told.items().size())
                        .sum());
        model.forEach((key, told) ->
                assertThat(read.items(told.member(), ids.get(key))).isEqualTo(told.items()));
    }

    private static Stories randomStory(Random random) {
        var reference = Integer.toString(random.nextInt(60));
        var story = switch (random.nextInt(3)) {
            case 0 -> purchase(reference).with(Collections.nCopies(random.nextInt(3), MUG));
            case 1 -> refund(reference, random.nextBoolean() ? Integer.toString(random.nextInt(60)) : null);
            default -> checkIn(reference).from("web-shop");
        };
        story = random.nextInt(4) == 0 ? story.from("till-7") : story;
        story = random.nextInt(4) == 0 ? story.of(BEN) : story;
        return random.nextInt(4) == 0 ? story.at(NOON.plusSeconds(random.nextInt(2))) : story;
    }

    private Recorded tell(Stories story) {
        return record.record(List.of(story.activity())).getFirst();
    }

    private List<Recorded> tell(Stories... stories) {
        return record.record(Stream.of(stories).map(Stories::activity).toList());
    }

    private ActivityId refundOf(String reference) {
        return read.byReference("web-shop", List.of(reference)).get(reference).refundOf();
    }

    private int rows(String table) {
        return dsl.fetchCount(org.jooq.impl.DSL.table(table));
    }
}
