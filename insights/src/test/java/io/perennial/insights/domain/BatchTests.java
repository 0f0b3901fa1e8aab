package io.perennial.insights.domain;

import static io.perennial.insights.Stories.BEN;
import static io.perennial.insights.Stories.NOON;
import static io.perennial.insights.Stories.checkIn;
import static io.perennial.insights.Stories.purchase;
import static io.perennial.insights.Stories.refund;
import static io.perennial.insights.Stories.yuan;
import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.insights.Activity;
import io.perennial.insights.ActivityId;
import io.perennial.insights.RecordActivity.Recorded;
import io.perennial.insights.Stories;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BatchTests {

    @Test
    void answers_new_for_what_nobody_told() {
        var batch = batch(purchase("A1"), checkIn("C1"));

        var fresh = batch.fresh(Map.of());

        assertThat(fresh).extracting(Entry::key).containsExactly(key("portal", "C1"), key("web-shop", "A1"));
        assertThat(batch.answers(Map.of(), Map.of()))
                .containsExactly(
                        new Recorded.New(fresh.get(1).id()),
                        new Recorded.New(fresh.get(0).id()));
    }

    @Test
    void hands_on_what_is_new_in_the_order_of_keys_whatever_the_order_of_telling() {
        var batch =
                batch(purchase("B"), purchase("a"), purchase("C"), purchase("A").from("till"), purchase("A"));

        assertThat(batch.fresh(Map.of()))
                .extracting(Entry::key)
                .isSorted()
                .containsExactly(
                        key("till", "A"),
                        key("web-shop", "A"),
                        key("web-shop", "B"),
                        key("web-shop", "C"),
                        key("web-shop", "a"));
    }

    @Test
    void takes_the_second_of_two_equal_ones_for_a_repetition() {
        var batch = batch(purchase("A1"), purchase("A1"));

        var id = batch.fresh(Map.of()).getFirst().id();
        assertThat(batch.fresh(Map.of())).hasSize(1);
        assertThat(batch.answers(Map.of(), Map.of())).containsExactly(new Recorded.New(id), new Recorded.Repeated(id));
    }

    @Test
    void takes_the_second_of_two_different_ones_for_a_conflict_with_the_first() {
        var batch = batch(purchase("A1"), purchase("A1").worth(yuan("9")), purchase("A1"));

        var id = batch.fresh(Map.of()).getFirst().id();
        assertThat(batch.answers(Map.of(), Map.of()))
                .containsExactly(
                        new Recorded.New(id), new Recorded.Conflict(id, List.of("amount")), new Recorded.Repeated(id));
    }

    @Test
    void compares_every_one_with_what_was_told_before() {
        var batch = batch(
                purchase("A1").of(BEN), purchase("A1"), purchase("A1").of(BEN).worth(yuan("9")));
        var id = ActivityId.next();
        var told = told(id, purchase("A1"));

        assertThat(batch.fresh(told)).isEmpty();
        assertThat(batch.contradicted(told)).containsExactly(key("web-shop", "A1"));
        assertThat(batch.answers(
                        told, Map.of(key("web-shop", "A1"), purchase("A1").activity())))
                .containsExactly(
                        new Recorded.Conflict(id, List.of("member")),
                        new Recorded.Repeated(id),
                        new Recorded.Conflict(id, List.of("member", "amount")));
    }

    @Test
    void needs_no_content_for_a_repetition() {
        assertThat(batch(purchase("A1")).contradicted(told(ActivityId.next(), purchase("A1"))))
                .isEmpty();
    }

    @Test
    void tells_the_same_reference_of_two_sources_apart() {
        var batch = batch(purchase("A1"), purchase("A1").from("till-7"));

        assertThat(batch.answers(Map.of(), Map.of())).allMatch(Recorded.New.class::isInstance);
    }

    @Test
    void links_a_refund_to_a_purchase_told_before_or_in_the_same_batch() {
        var before = ActivityId.next();
        var batch = batch(refund("R1", "A1"), refund("R2", "A2"), purchase("A2"));

        var fresh = batch.fresh(told(before, purchase("A1")));

        assertThat(fresh).extracting(entry -> entry.key().reference()).containsExactly("A2", "R1", "R2");
        assertThat(fresh.get(1).refunded()).isEqualTo(before);
        assertThat(fresh.get(2).refunded()).isEqualTo(fresh.get(0).id());
    }

    @Test
    void looks_up_refunded_purchases_too() {
        assertThat(batch(refund("R1", "A1"), checkIn("C1")).keys())
                .containsExactlyInAnyOrder(key("web-shop", "R1"), key("web-shop", "A1"), key("portal", "C1"));
    }

    @Test
    void leaves_a_refund_without_link_when_the_purchase_is_unknown_or_someone_elses_or_none() {
        for (var told : List.of(
                Map.<BusinessKey, Told>of(),
                told(ActivityId.next(), purchase("A1").of(BEN)),
                told(ActivityId.next(), refund("A1", null)),
                told(ActivityId.next(), purchase("A1").from("till-7")))) {
            assertThat(batch(refund("R1", "A1")).fresh(told).getFirst().refunded())
                    .isNull();
        }
        assertThat(batch(refund("R1", "R1")).fresh(Map.of()).getFirst().refunded())
                .isNull();
    }

    @Test
    void stands_alone_when_they_are_few_and_name_no_other() {
        assertThat(batch(purchase("A1")).standsAlone()).isTrue();
        assertThat(batch(refund("R1", null)).standsAlone()).isTrue();
        assertThat(batch(refund("R1", "A1")).standsAlone()).isFalse();
        assertThat(batch(purchase("A1"), purchase("A1")).standsAlone()).isTrue();
        assertThat(batch(purchase("A1"), refund("R1", "A1")).standsAlone()).isFalse();
        assertThat(many(64).standsAlone()).isTrue();
        assertThat(many(65).standsAlone()).isFalse();
    }

    private static Batch many(int activities) {
        return batch(IntStream.range(0, activities)
                .mapToObj(number -> purchase("A" + number))
                .toArray(Stories[]::new));
    }

    private static Batch batch(Stories... stories) {
        return new Batch(Stream.of(stories).map(Stories::activity).toList(), NOON);
    }

    private static BusinessKey key(String source, String reference) {
        return new BusinessKey(source, reference);
    }

    private static Map<BusinessKey, Told> told(ActivityId id, Stories story) {
        Activity activity = story.activity();
        return Map.of(
                BusinessKey.of(activity), new Told(id, activity.member(), activity.type(), Fingerprint.of(activity)));
    }
}
