package io.perennial.web.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.membership.BilingualText;
import io.perennial.points.EntryKind;
import io.perennial.points.Points;
import io.perennial.points.ReadStatement.Line;
import io.perennial.points.Why;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MergedLotsTests {

    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
    private static final UUID OTHER = UUID.randomUUID();

    @Test
    void a_merge_is_told_once_with_its_sum_and_the_balance_after_its_last_lot() {
        var merge = UUID.randomUUID();
        var lines = List.of(gift(9), lot(8, merge), lot(7, merge), lot(6, merge), gift(5));

        var told = told(lines, 10, 100);

        assertThat(told).extracting(Line::sequence).containsExactly(9L, 8L, 5L);
        assertThat(told.get(1).points()).isEqualTo(6);
        assertThat(told.get(1).balanceAfter()).isEqualTo(Points.of(8));
    }

    @Test
    void two_merges_right_after_each_other_are_two() {
        var one = UUID.randomUUID();
        var other = UUID.randomUUID();

        assertThat(told(List.of(lot(4, one), lot(3, one), lot(2, other), lot(1, other)), 10, 100))
                .extracting(Line::points)
                .containsExactly(4L, 4L);
    }

    @Test
    void asks_once_where_no_merge_is_cut() {
        var asked = new ArrayList<Integer>();
        var lines = List.of(gift(3), gift(2), gift(1));

        MergedLots.told(
                limit -> {
                    asked.add(limit);
                    return lines.subList(0, limit);
                },
                2,
                100);

        assertThat(asked).containsExactly(2);
    }

    /** Pages of every size are the beginning of the whole story: no merge is cut where a page ends. */
    @Test
    void every_beginning_of_the_story_is_told_alike() {
        for (var round = 0; round < 50; round++) {
            var lines = story(new Random(round));
            var whole = told(lines, 1_000, 1_000);
            for (var limit = 1; limit <= whole.size(); limit++) {
                assertThat(told(lines, limit, 1_000)).isEqualTo(whole.subList(0, limit));
            }
        }
    }

    private static List<Line> story(Random random) {
        var lines = new ArrayList<Line>();
        var sequence = 300L;
        for (var part = 0; part < 12; part++) {
            if (random.nextBoolean()) {
                lines.add(gift(sequence--));
            } else {
                var merge = UUID.randomUUID();
                for (var lots = random.nextInt(1, 20); lots > 0; lots--) {
                    lines.add(lot(sequence--, merge));
                }
            }
        }
        return lines;
    }

    private static List<Line> told(List<Line> lines, int limit, int most) {
        return MergedLots.told(asked -> lines.stream().limit(asked).toList(), limit, most);
    }

    private static Line gift(long sequence) {
        return line(sequence, EntryKind.GRANTED, new Why.Granted(new BilingualText("礼物", "A gift")));
    }

    private static Line lot(long sequence, UUID merge) {
        return line(sequence, EntryKind.MERGED, new Why.Merged(merge, OTHER, Why.Cause.MERGE));
    }

    private static Line line(long sequence, EntryKind kind, Why why) {
        return new Line(
                sequence, kind, 2, 0, 0, Points.of(sequence), Points.NONE, null, why, NOW, NOW, null, null, null);
    }
}
