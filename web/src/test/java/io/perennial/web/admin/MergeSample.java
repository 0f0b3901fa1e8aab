package io.perennial.web.admin;

import io.perennial.membership.Belongings.Return;
import io.perennial.membership.MemberId;
import io.perennial.membership.MemberStatus;
import io.perennial.membership.MergeId;
import io.perennial.membership.MergeMembers;
import io.perennial.membership.MergeMembers.Part;
import io.perennial.membership.ReadMember.Profile;
import io.perennial.membership.ReadMerges.Merge;
import io.perennial.membership.ReadMerges.Preview;
import io.perennial.membership.ReadMerges.Reversal;
import io.perennial.membership.ReadMerges.Row;
import io.perennial.membership.ReadMerges.State;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Two members who came in as one person twice. */
final class MergeSample {

    static final MemberId TWICE = MemberId.of("01920000-0000-7000-8000-00000000e0e0");
    static final Merge PROPOSED = merge("01920000-0000-7000-8000-00000000e001", State.PROPOSED);
    static final Merge MERGED = merge("01920000-0000-7000-8000-00000000e002", State.MERGED);
    static final Merge UNDO_ASKED = merge("01920000-0000-7000-8000-00000000e003", State.UNDO_ASKED);
    static final List<Merge> ALL = List.of(UNDO_ASKED, MERGED, PROPOSED);
    static final Reversal REVERSAL =
            new Reversal(List.of(new Return("points.balance", 1_250, 300), new Return("membership.identifier", 2, 0)));

    private MergeSample() {}

    private static Merge merge(String id, State state) {
        var isMerged = state != State.PROPOSED;
        return new Merge(
                MergeId.of(id),
                TWICE,
                Sample.MEMBER,
                state,
                Set.of(Part.NAME),
                "same phone on the old card",
                Sample.COLLEAGUE,
                Sample.NOW,
                isMerged ? Sample.STAFF : null,
                isMerged ? Sample.NOW : null,
                isMerged ? Sample.NOW.plus(MergeMembers.UNDO_WITHIN) : null,
                state == State.UNDO_ASKED ? "two sisters" : null,
                state == State.UNDO_ASKED ? Sample.COLLEAGUE : null,
                state == State.UNDO_ASKED ? Sample.NOW : null,
                null,
                null,
                Map.of(Sample.COLLEAGUE, "Wang Fang"));
    }

    static Preview preview() {
        var other = MemberSample.profile(MemberStatus.ACTIVE, "Tao Zi");
        var twice = new Profile(
                TWICE,
                other.status(),
                other.displayName(),
                other.locale(),
                other.zone(),
                other.birthday(),
                other.region(),
                other.interests(),
                other.identifiers(),
                other.enrolledAt(),
                other.enrolledVia(),
                null,
                1);
        return new Preview(
                twice,
                MemberSample.profile(),
                TierSample.standing(),
                TierSample.standing(),
                TierSample.standing(),
                List.of(new Row("points.balance", 1_550, 200, 1_750, false), new Row("points.badge", 2, 1, 3, true)),
                List.of("points.two-households"));
    }
}
