package io.perennial.points;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.insights.Condition;
import io.perennial.insights.KeepFacts;
import io.perennial.insights.PickMembers;
import io.perennial.insights.PublishSegment;
import io.perennial.insights.ReadSegments;
import io.perennial.insights.Segment;
import io.perennial.membership.BilingualText;
import io.perennial.membership.FindMembers;
import io.perennial.membership.MemberId;
import io.perennial.membership.StaffId;
import io.perennial.testing.RowsRead;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** The list of members by segment reads about a page, at its beginning and far back, by the server's own counters. */
@PointsTest
class SegmentListIndexesTests {

    private static final int PEOPLE = 2_000;
    private static final int PAGE = 50;

    @Autowired
    private Members members;

    @Autowired
    private KeepFacts keepFacts;

    @Autowired
    private PublishSegment publishing;

    @Autowired
    private PickMembers picking;

    @Autowired
    private ReadSegments segments;

    @Autowired
    private FindMembers findMembers;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private DSLContext dsl;

    @Test
    void a_page_of_a_segment_reads_about_itself() {
        var people = members.enrol(PEOPLE);
        while (keepFacts.gather() > 0) {
            assertThat(people).hasSize(PEOPLE);
        }
        var segment =
                new Segment("picked", 1, Segment.Kind.HAND_PICKED, new BilingualText("挑选", "Picked"), Condition.none());
        assertThat(publishing.publish(segment, StaffId.next())).isEqualTo(new PublishSegment.Outcome.Done("picked", 1));
        assertThat(picking.add("picked", people.subList(0, 1_000), null))
                .isEqualTo(new PickMembers.Outcome.Done(1_000, 0));
        dsl.fetch("ANALYZE TABLE insights_segment_stay, membership_member, membership_standing, membership_identifier");

        var first = segments.membersDown("picked", Optional.empty(), PAGE);
        assertThat(first).hasSize(PAGE);
        var middle = Optional.of(
                segments.membersDown("picked", Optional.empty(), 500).getLast());
        for (var before : List.of(Optional.<MemberId>empty(), middle)) {
            assertThat(new RowsRead(transaction, dsl).by(() -> segments.membersDown("picked", before, PAGE)))
                    .isBetween(PAGE - 1L, PAGE + 10L);
            var those = segments.membersDown("picked", before, PAGE);
            assertThat(new RowsRead(transaction, dsl)
                            .by(() -> findMembers.among(
                                    those,
                                    new FindMembers.Query(
                                            "", Optional.empty(), Optional.empty(), Optional.empty(), PAGE))))
                    .isBetween((long) PAGE, 4L * PAGE);
        }
    }
}
