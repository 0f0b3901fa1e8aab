package io.perennial.membership;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.membership.EnrolMembers.Enrolment;
import io.perennial.membership.FindMembers.Query;
import io.perennial.membership.Identifier.Kind;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jooq.DSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;

/** What a page of the list of members reads, by the server's own counters: about itself, however many members there are. */
@MembershipTest
class MemberListIndexesTests {

    private static final int PEOPLE = 2_400;
    private static final int PAGE = 50;

    /** For each row its member, standing and identifiers, and a little more where servers look ahead. */
    private static final long A_PAGE_READS = 4L * PAGE;

    private static final List<String> HANDLERS =
            List.of("Handler_read_next", "Handler_read_prev", "Handler_read_rnd", "Handler_read_rnd_next");

    private final EnrolMembers enrolMembers;
    private final FindMembers findMembers;
    private final TransactionTemplate transaction;
    private final DSLContext dsl;

    MemberListIndexesTests(
            EnrolMembers enrolMembers, FindMembers findMembers, TransactionTemplate transaction, DSLContext dsl) {
        this.enrolMembers = enrolMembers;
        this.findMembers = findMembers;
        this.transaction = transaction;
        this.dsl = dsl;
    }

    /** A tenth each is frozen, has a tag, stands on the highest tier; the newest are not, so that walks do not meet them soon. */
    @BeforeEach
    void a_town() {
        enrolMembers.enrol(IntStream.range(0, PEOPLE)
                .mapToObj(i -> new Enrolment(new Identifier(Kind.CUSTOMER_NUMBER, "C-" + i), null, "import"))
                .toList());
        var oldest = " ORDER BY member_id LIMIT " + PEOPLE / 10;
        dsl.execute("UPDATE membership_member SET status = 'FROZEN'" + oldest);
        dsl.execute("UPDATE membership_standing SET tier_code = 'black'" + oldest);
        dsl.execute("INSERT INTO membership_member_tag (member_id, tag, set_at)"
                + " SELECT member_id, 'old', NOW(6) FROM membership_member" + oldest);
        dsl.fetch("ANALYZE TABLE membership_member, membership_standing, membership_member_tag, membership_identifier");
    }

    @Test
    void a_page_of_any_filter_reads_about_itself_at_the_beginning_and_far_back() {
        var filters = new LinkedHashMap<String, Query>();
        filters.put("nothing", asked(Optional.empty(), Optional.empty(), Optional.empty()));
        filters.put("tier", asked(Optional.of("black"), Optional.empty(), Optional.empty()));
        filters.put("status", asked(Optional.empty(), Optional.of(MemberStatus.FROZEN), Optional.empty()));
        filters.put("tag", asked(Optional.empty(), Optional.empty(), Optional.of(new Tag("old"))));
        filters.put("tier and status", asked(Optional.of("black"), Optional.of(MemberStatus.FROZEN), Optional.empty()));
        filters.put("tag and tier", asked(Optional.of("black"), Optional.empty(), Optional.of(new Tag("old"))));
        filters.put(
                "tag and status",
                asked(Optional.empty(), Optional.of(MemberStatus.FROZEN), Optional.of(new Tag("old"))));
        var read = new LinkedHashMap<String, Long>();
        filters.forEach((name, query) -> {
            var first = findMembers.find(query);
            assertThat(first.rows()).as(name).hasSize(PAGE);
            var last = first.rows().getLast().member();
            read.put(name, rowsRead(() -> findMembers.find(query)));
            read.put(name + ", further on", rowsRead(() -> findMembers.find(after(query, last))));
        });

        assertThat(read).allSatisfy((name, rows) -> assertThat(rows).isBetween((long) PAGE, A_PAGE_READS));
    }

    private static Query asked(Optional<String> tier, Optional<MemberStatus> status, Optional<Tag> tag) {
        return new Query("", tier, status, tag, Optional.empty(), Optional.empty(), Optional.empty(), PAGE);
    }

    private static Query after(Query query, MemberId last) {
        return new Query(
                "",
                query.tier(),
                query.status(),
                query.tag(),
                Optional.<Instant>empty(),
                Optional.<Instant>empty(),
                Optional.of(last),
                PAGE);
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
