package io.perennial.points;

import static io.perennial.points.Stories.MUG;
import static io.perennial.points.Stories.purchase;
import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.membership.MemberId;
import io.perennial.testing.RowsRead;
import io.perennial.testing.TurnableClock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** What a page of a member's past reads, by the server's own counters: itself, however far back it lies. */
@PointsTest
class StatementIndexesTests {

    private static final int PAGE = 50;

    @Autowired
    private EarnPoints earnPoints;

    @Autowired
    private GrantPoints grantPoints;

    @Autowired
    private ReadStatement readStatement;

    @Autowired
    private Members members;

    @Autowired
    private TurnableClock clock;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private DSLContext dsl;

    @Test
    void what_no_activity_brought_is_found_however_far_back_it_lies() {
        var people = members.enrol(40);
        var anna = people.getFirst();
        var first = clock.instant();
        for (int i = 0; i < 400; i++) {
            grantPoints.grant(new GrantPoints.Grant(anna, Points.of(1), 0, "gift-" + i, MUG));
            earnPoints.earn(List.of(purchase(people.get(i % 40), "P" + i, "10.00", clock.instant())));
            clock.turn(Duration.ofMinutes(1));
        }
        dsl.fetch("ANALYZE TABLE points_entry, points_lot");
        var longAgo = first.plus(Duration.ofMinutes(100));

        assertThat(readStatement.withoutActivity(anna, longAgo, PAGE))
                .hasSize(PAGE)
                .extracting(ReadStatement.Line::bookedAt)
                .allMatch(at -> !at.isAfter(longAgo) && at.isAfter(longAgo.minus(Duration.ofMinutes(PAGE))));
        assertThat(new RowsRead(transaction, dsl).by(() -> readStatement.withoutActivity(anna, longAgo, PAGE)))
                .isBetween(PAGE - 1L, PAGE + 10L);
    }

    /** What each line needs of the lots lies in one range as well, so that none is looked up by itself. */
    @Test
    void a_page_reads_its_lines_and_their_lots_however_far_back_it_lies() {
        var people = members.enrol(5);
        var anna = people.getFirst();
        for (int i = 0; i < 400; i++) {
            for (var each : people) {
                grantPoints.grant(new GrantPoints.Grant(each, Points.of(1), 0, "gift-" + i, MUG));
            }
        }
        dsl.fetch("ANALYZE TABLE points_entry, points_lot, points_account");

        for (var before : List.of(Optional.<Long>empty(), Optional.of(301L))) {
            var top = before.orElse(401L) - 1;
            assertThat(readStatement.page(anna, before, PAGE).lines())
                    .extracting(ReadStatement.Line::sequence)
                    .containsExactlyElementsOf(LongStream.iterate(top, sequence -> sequence > top - PAGE, n -> n - 1)
                            .boxed()
                            .toList());
            assertThat(new RowsRead(transaction, dsl).by(() -> readStatement.page(anna, before, PAGE)))
                    .isBetween(2L * PAGE - 4, 2L * PAGE + 4);
        }
    }

    @Test
    void there_is_more_until_the_first_line_of_all() {
        var anna = members.enrol(1).getFirst();
        for (int i = 0; i < 4; i++) {
            grantPoints.grant(new GrantPoints.Grant(anna, Points.of(1), 0, "gift-" + i, MUG));
        }

        var newest = readStatement.page(anna, Optional.empty(), 2);
        var rest = readStatement.page(anna, Optional.of(3L), 2);

        assertThat(newest.lines()).extracting(ReadStatement.Line::sequence).containsExactly(4L, 3L);
        assertThat(newest.hasMore()).isTrue();
        assertThat(rest.lines()).extracting(ReadStatement.Line::sequence).containsExactly(2L, 1L);
        assertThat(rest.hasMore()).isFalse();
        assertThat(readStatement.page(anna, Optional.of(1L), 2)).isEqualTo(new ReadStatement.Page(List.of(), false));
        assertThat(readStatement.page(anna, Optional.of(99L), 2)).isEqualTo(newest);
        assertThat(readStatement.page(anna, Optional.of(99L), 200).lines()).hasSize(4);
        assertThat(readStatement.page(anna, Optional.of(Long.MIN_VALUE), 200).lines())
                .isEmpty();
        assertThat(readStatement.page(MemberId.next(), Optional.empty(), 2))
                .isEqualTo(new ReadStatement.Page(List.of(), false));
    }
}
