package io.perennial.points;

import static io.perennial.points.Stories.MUG;
import static io.perennial.points.Stories.purchase;
import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.testing.TurnableClock;
import java.time.Duration;
import java.util.List;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** What a page of a member's past reads, by the server's own counters: itself, however far back it lies. */
@PointsTest
class StatementIndexesTests {

    private static final int PAGE = 50;
    private static final List<String> HANDLERS =
            List.of("Handler_read_next", "Handler_read_prev", "Handler_read_rnd", "Handler_read_rnd_next");

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
        assertThat(rowsRead(() -> readStatement.withoutActivity(anna, longAgo, PAGE)))
                .isBetween(PAGE - 1L, PAGE + 10L);
    }

    /** Less what asking for the counters costs. */
    private long rowsRead(Runnable question) {
        return transaction.execute(_ -> {
            var first = counter();
            var second = counter();
            question.run();
            return counter() - second - (second - first);
        });
    }

    private long counter() {
        return HANDLERS.stream()
                .mapToLong(handler -> dsl.fetchSingle("SHOW SESSION STATUS LIKE '" + handler + "'")
                        .get(1, Long.class))
                .sum();
    }
}
