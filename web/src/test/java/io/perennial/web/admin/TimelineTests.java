package io.perennial.web.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.web.admin.Timeline.Chapter;
import io.perennial.web.admin.Timeline.Told;
import io.perennial.web.admin.Timeline.Topic;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimelineTests {

    private static final Instant BEGINNING = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void tells_the_newest_first_whoever_tells_it() {
        var page = Timeline.page(
                List.of(
                        chapter(Topic.POINTS, List.of(told(Topic.POINTS, 1, "a"), told(Topic.POINTS, 5, "b"))),
                        chapter(Topic.TIERS, List.of(told(Topic.TIERS, 3, "c")))),
                Timeline.beginning(BEGINNING),
                10);

        assertThat(page.entries()).extracting(Told::title).containsExactly("b", "c", "a");
        assertThat(page.next()).isEmpty();
    }

    @Test
    void a_full_last_page_is_the_last() {
        var page = Timeline.page(
                List.of(chapter(Topic.POINTS, List.of(told(Topic.POINTS, 1, "a"), told(Topic.POINTS, 5, "b")))),
                Timeline.beginning(BEGINNING),
                2);

        assertThat(page.entries()).hasSize(2);
        assertThat(page.next()).isEmpty();
    }

    /** Few moments, so that pages end in the midst of what happened at once. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 50})
    void walking_through_all_pages_tells_everything_once_in_order(int size) {
        var random = new Random(size);
        for (var round = 0; round < 40; round++) {
            var all = new ArrayList<Told>();
            var chapters = new ArrayList<Chapter>();
            for (var topic : Topic.values()) {
                var its = new ArrayList<Told>();
                for (var i = random.nextInt(20); i > 0; i--) {
                    its.add(told(topic, random.nextInt(6), topic + " " + i));
                }
                all.addAll(its);
                chapters.add(chapter(topic, its));
            }
            var walked = new ArrayList<Told>();
            var mark = Timeline.beginning(BEGINNING);
            while (mark != null) {
                var page = Timeline.page(chapters, mark, size);
                assertThat(page.entries()).hasSizeLessThanOrEqualTo(size);
                walked.addAll(page.entries());
                mark = page.next().orElse(null);
            }

            assertThat(walked).containsExactlyInAnyOrderElementsOf(all).doesNotHaveDuplicates();
            assertThat(walked)
                    .isSortedAccordingTo(Comparator.comparing(Told::at).reversed());
        }
    }

    @Test
    void asks_each_chapter_once_and_for_no_more_than_a_page() {
        var asked = new AtomicInteger();
        var most = new AtomicInteger();
        var chapter = new Chapter() {
            @Override
            public Topic topic() {
                return Topic.POINTS;
            }

            @Override
            public List<Told> until(Instant until, int limit) {
                asked.incrementAndGet();
                most.set(limit);
                return List.of();
            }
        };

        Timeline.page(List.of(chapter), Timeline.beginning(BEGINNING), 50);

        assertThat(asked).hasValue(1);
        assertThat(most).hasValue(51);
    }

    private static Told told(Topic topic, int second, String title) {
        return new Told(BEGINNING.plusSeconds(second), topic, title, null, null);
    }

    private static Chapter chapter(Topic topic, List<Told> its) {
        var sorted = its.stream()
                .sorted(Comparator.comparing(Told::at).reversed().thenComparing(Told::title))
                .toList();
        return new Chapter() {
            @Override
            public Topic topic() {
                return topic;
            }

            @Override
            public List<Told> until(Instant until, int limit) {
                return sorted.stream()
                        .filter(each -> !each.at().isAfter(until))
                        .limit(limit)
                        .toList();
            }
        };
    }
}
