package io.perennial.membership;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.membership.ReadAuditTrail.Line;
import io.perennial.membership.ReadAuditTrail.Query;
import io.perennial.membership.RecordChange.Change;
import io.perennial.testing.TurnableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;
import org.springframework.transaction.support.TransactionTemplate;

/** The trail answers by whatever is known of a line. */
@MembershipTest
class AuditSearchTests {

    private static final StaffId ADA = StaffId.next();
    private static final StaffId BOB = StaffId.next();
    private static final MemberId LIN = MemberId.next();

    private final RecordChange recordChange;
    private final ReadAuditTrail audit;
    private final TransactionTemplate transaction;
    private final TurnableClock clock;

    AuditSearchTests(
            RecordChange recordChange, ReadAuditTrail audit, TransactionTemplate transaction, TurnableClock clock) {
        this.recordChange = recordChange;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Test
    void finds_by_action_member_person_request_and_time_and_by_all_of_them() {
        record("first", new Change(ADA, "member.frozen", "member", LIN.toString(), null, "{\"n\":1}"));
        clock.turn(Duration.ofHours(1));
        var second = clock.instant();
        record("second", new Change(BOB, "adjustment.booked", "adjustment", "a1", null, "{\"n\":2}", LIN));
        clock.turn(Duration.ofHours(1));
        var third = clock.instant();
        record("third", new Change(BOB, "rule.published", "rule", "r1", null, "{\"n\":3}"));

        assertThat(found(all -> all)).containsExactly("{\"n\":3}", "{\"n\":2}", "{\"n\":1}");
        assertThat(found(all -> with(all, "adjustment.booked", null, null, null, null, null)))
                .containsExactly("{\"n\":2}");
        assertThat(found(all -> with(all, null, LIN, null, null, null, null)))
                .containsExactly("{\"n\":2}", "{\"n\":1}");
        assertThat(found(all -> with(all, null, null, BOB, null, null, null)))
                .containsExactly("{\"n\":3}", "{\"n\":2}");
        assertThat(found(all -> with(all, null, null, null, "third", null, null)))
                .containsExactly("{\"n\":3}");
        assertThat(found(all -> with(all, null, null, null, null, second, third)))
                .containsExactly("{\"n\":2}");
        assertThat(found(all -> with(all, "adjustment.booked", LIN, BOB, "second", second, third)))
                .containsExactly("{\"n\":2}");
        assertThat(found(all -> with(all, "adjustment.booked", LIN, ADA, null, null, null)))
                .isEmpty();
        assertThat(found(all -> with(all, "会员", null, null, null, null, null))).isEmpty();
        assertThat(found(all -> with(all, null, null, null, "请求", null, null))).isEmpty();
    }

    @Test
    void goes_on_after_a_line_with_the_same_question() {
        for (var i = 0; i < 5; i++) {
            record("r", new Change(i % 2 == 0 ? ADA : BOB, "rule.published", "rule", "" + i, null, "" + i));
        }
        var question = with(Query.all(2), null, null, ADA, null, null, null);
        var page = audit.find(question);
        assertThat(page.lines()).extracting(Line::after).containsExactly("4", "2");
        assertThat(page.hasMore()).isTrue();
        var rest = audit.find(question.after(page.lines().getLast().id()));
        assertThat(rest.lines()).extracting(Line::after).containsExactly("0");
        assertThat(rest.hasMore()).isFalse();
    }

    private void record(String request, Change change) {
        MDC.put("requestId", request);
        try {
            transaction.executeWithoutResult(_ -> recordChange.record(change));
        } finally {
            MDC.remove("requestId");
        }
    }

    private List<String> found(UnaryOperator<Query> question) {
        return audit.find(question.apply(Query.all(9))).lines().stream()
                .map(Line::after)
                .toList();
    }

    private static Query with(
            Query all, String action, MemberId member, StaffId by, String request, Instant from, Instant until) {
        return new Query(
                all.subjectKind(),
                all.subjectId(),
                Optional.ofNullable(action),
                Optional.ofNullable(member),
                Optional.ofNullable(by),
                Optional.ofNullable(request),
                Optional.ofNullable(from),
                Optional.ofNullable(until),
                all.before(),
                all.limit());
    }
}
