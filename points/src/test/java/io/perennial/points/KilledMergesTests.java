package io.perennial.points;

import static io.perennial.points.Stories.purchase;
import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.membership.FollowMembers;
import io.perennial.membership.MemberId;
import io.perennial.membership.MergeId;
import io.perennial.membership.MergeMembers;
import io.perennial.membership.StaffId;
import io.perennial.membership.StaffRole;
import io.perennial.testing.AnotherProcess;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A process that is killed while it merges leaves all or nothing. */
@PointsTest
class KilledMergesTests {

    private static final Pattern WORDS = Pattern.compile(MergeUntilKilled.WRITTEN);

    @Autowired
    private EarnPoints earnPoints;

    @Autowired
    private ReadBalance readBalance;

    @Autowired
    private VerifyLedger verifyLedger;

    @Autowired
    private FollowMembers follow;

    @Autowired
    private MergeMembers mergeMembers;

    @Autowired
    private Merges merges;

    @Autowired
    private Members members;

    @Test
    void killed_before_the_commit_nothing_is_left_and_it_can_be_done_again() throws Exception {
        var people = members.enrol(2);
        var anna = people.getFirst();
        var twice = people.getLast();
        earnPoints.earn(List.of(purchase(anna, "A1", "100.00"), purchase(twice, "B1", "60.00")));
        var merge = merges.proposed(twice, anna);
        var finance = merges.staff(StaffRole.FINANCE);

        killWhileWritten(merge, finance, false);

        assertThat(balance(anna)).isEqualTo(100);
        assertThat(balance(twice)).isEqualTo(60);
        assertThat(follow.survivor(twice)).isEqualTo(twice);
        assertThat(verifyLedger.verify().faults()).isEmpty();
        assertThat(mergeMembers.approve(merge, finance)).isEqualTo(new MergeMembers.Outcome.Merged(merge, anna));
        assertThat(balance(anna)).isEqualTo(160);

        mergeMembers.askUndo(merge, "two people", merges.staff(StaffRole.SUPPORT));
        killWhileWritten(merge, finance, true);

        assertThat(balance(anna)).isEqualTo(160);
        assertThat(follow.survivor(twice)).isEqualTo(anna);
        assertThat(verifyLedger.verify().faults()).isEmpty();
        assertThat(mergeMembers.undo(merge, finance)).isEqualTo(new MergeMembers.Outcome.Undone(merge));
        assertThat(balance(twice)).isEqualTo(60);
        assertThat(verifyLedger.verify().faults()).isEmpty();
    }

    private static void killWhileWritten(MergeId merge, StaffId by, boolean undo) throws Exception {
        try (var process = AnotherProcess.start(
                MergeUntilKilled.class,
                WORDS,
                List.of(merge.toString(), by.value().toString(), String.valueOf(undo)))) {
            assertThat(process.next()).isEqualTo(MergeUntilKilled.WRITTEN);
            process.kill();
        }
    }

    private long balance(MemberId member) {
        return readBalance.of(member).points().value();
    }
}
