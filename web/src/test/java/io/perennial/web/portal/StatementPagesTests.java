package io.perennial.web.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.when;

import io.perennial.membership.BilingualText;
import io.perennial.points.EntryKind;
import io.perennial.points.Points;
import io.perennial.points.ReadStatement;
import io.perennial.points.ReadStatement.Line;
import io.perennial.points.Why;
import java.io.UncheckedIOException;
import java.io.UnsupportedEncodingException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A merge books a line for each lot; members read of it once. */
class StatementPagesTests extends PortalPages {

    private static final UUID MERGE = UUID.randomUUID();
    private static final UUID OTHER = UUID.randomUUID();
    private static final int LOTS = 300;

    @Test
    void the_lots_of_one_merge_are_one_line_with_their_number_however_many_pages_they_fill() {
        var all = new ArrayList<Line>();
        all.add(gift(LOTS + 2, 1_000));
        for (var lot = LOTS; lot >= 1; lot--) {
            all.add(merged(lot + 1));
        }
        all.add(gift(1, 10));
        pagesOf(all);

        assertThat(body("/statement", "en"))
                .containsOnlyOnce("Accounts joined")
                .contains("300 portions, each with its own expiry", "+600", "Usable until")
                .doesNotContain("/statement?before=");
        assertThat(body("/statement", "zh-CN")).contains("共 300 笔，各自保留原到期日");
        assertThat(body("/", "en")).containsOnlyOnce("Accounts joined").doesNotContain("Usable until");
    }

    @Test
    void the_next_page_begins_behind_the_last_line_that_was_shown() {
        var all = new ArrayList<Line>();
        for (var number = 60; number >= 1; number--) {
            all.add(number > 35 && number < 45 ? merged(number) : gift(number, 1));
        }
        pagesOf(all);

        // Sixteen gifts, the nine of the merge as one, and three gifts.
        assertThat(body("/statement", "en"))
                .containsOnlyOnce("Accounts joined")
                .contains("9 portions")
                .contains("/statement?before=33");
        assertThat(body("/statement?before=40", "en")).containsOnlyOnce("Accounts joined");
    }

    private String body(String address, String language) {
        var answer = look(address, Locale.forLanguageTag(language));
        assertThat(answer).as(address).hasStatusOk();
        try {
            return answer.getMvcResult().getResponse().getContentAsString();
        } catch (UnsupportedEncodingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void pagesOf(List<Line> all) {
        when(statement.page(eq(MEMBER), any(), anyInt())).thenAnswer(asked -> {
            Optional<Long> before = asked.getArgument(1);
            int limit = asked.getArgument(2);
            var rest = all.stream()
                    .filter(line -> before.isEmpty() || line.sequence() < before.get())
                    .toList();
            return new ReadStatement.Page(rest.stream().limit(limit).toList(), rest.size() > limit);
        });
    }

    private static Line gift(long sequence, long points) {
        return line(sequence, EntryKind.GRANTED, points, new Why.Granted(new BilingualText("礼物", "A gift")));
    }

    private static Line merged(long sequence) {
        return line(sequence, EntryKind.MERGED, 2, new Why.Merged(MERGE, OTHER, Why.Cause.MERGE));
    }

    private static Line line(long sequence, EntryKind kind, long points, Why why) {
        return new Line(
                sequence,
                kind,
                points,
                0,
                0,
                Points.of(5_000),
                Points.NONE,
                null,
                why,
                NOW,
                NOW,
                LocalDate.of(2027, 6, 30),
                Points.of(points),
                null);
    }
}
