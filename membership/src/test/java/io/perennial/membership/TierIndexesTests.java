package io.perennial.membership;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.membership.EnrolMembers.Enrolment;
import io.perennial.membership.GrowStanding.Growth;
import io.perennial.membership.Identifier.Kind;
import io.perennial.membership.domain.Standings;
import io.perennial.testing.RowsRead;
import io.perennial.testing.TurnableClock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jooq.DSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;

/** The nightly evaluation reads those whom it is about: the server counts the rows that it reads. */
@MembershipTest
class TierIndexesTests {

    private static final int PEOPLE = 900;
    private static final int CHUNK = 50;

    private final EnrolMembers enrolMembers;
    private final GrowStanding growStanding;
    private final SettleTiers settleTiers;
    private final Standings standings;
    private final TurnableClock clock;
    private final TransactionTemplate transaction;
    private final DSLContext dsl;

    TierIndexesTests(
            EnrolMembers enrolMembers,
            GrowStanding growStanding,
            SettleTiers settleTiers,
            Standings standings,
            TurnableClock clock,
            TransactionTemplate transaction,
            DSLContext dsl) {
        this.enrolMembers = enrolMembers;
        this.growStanding = growStanding;
        this.settleTiers = settleTiers;
        this.standings = standings;
        this.clock = clock;
        this.transaction = transaction;
        this.dsl = dsl;
    }

    @BeforeEach
    void a_town_whose_periods_all_end_at_the_same_midnight() {
        var people = enrolMembers.enrol(IntStream.range(0, PEOPLE)
                .mapToObj(i -> new Enrolment(new Identifier(Kind.CUSTOMER_NUMBER, "C-" + i), null, "import"))
                .toList());
        growStanding.grow(people.stream()
                .map(enrolled -> new Growth(enrolled.member(), 1_000, "g" + enrolled.member(), clock.instant()))
                .toList());
        dsl.fetch("ANALYZE TABLE membership_standing");
    }

    @Test
    void a_night_that_goes_on_reads_no_more_than_the_next_chunk() {
        var night = clock.instant().plus(Duration.ofDays(370));
        var due = standings.due(Optional.empty(), night, PEOPLE);
        assertThat(due)
                .hasSize(PEOPLE)
                .allMatch(one -> one.at().equals(due.getFirst().at()));

        assertThat(new RowsRead(transaction, dsl).by(() -> standings.due(Optional.empty(), night, CHUNK)))
                .isBetween(CHUNK - 1L, CHUNK + 10L);
        assertThat(new RowsRead(transaction, dsl).by(() -> standings.due(Optional.of(due.get(700)), night, CHUNK)))
                .isBetween(CHUNK - 1L, CHUNK + 10L);
    }

    @Test
    void a_night_on_which_nobody_is_due_reads_nobody() {
        settleTiers.settle();

        var questions = new LinkedHashMap<String, Runnable>();
        questions.put("due", () -> standings.due(Optional.empty(), clock.instant(), CHUNK));
        questions.put("without a period", () -> standings.withoutPeriod(Optional.empty(), CHUNK));
        questions.put("waiting for a place", () -> standings.firstInLine(CHUNK));
        var read = new LinkedHashMap<String, Long>();
        questions.forEach((name, question) -> read.put(name, new RowsRead(transaction, dsl).by(question)));

        assertThat(read).allSatisfy((name, rows) -> assertThat(rows).isLessThan(5));
    }
}
