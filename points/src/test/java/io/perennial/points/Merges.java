package io.perennial.points;

import static org.assertj.core.api.Assertions.assertThat;

import io.perennial.membership.AppointStaff;
import io.perennial.membership.MemberId;
import io.perennial.membership.MergeId;
import io.perennial.membership.MergeMembers;
import io.perennial.membership.MergeMembers.Outcome;
import io.perennial.membership.StaffId;
import io.perennial.membership.StaffRole;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Two members of staff, by whom members become one and two again. */
@Component
public class Merges {

    private final MergeMembers mergeMembers;
    private final AppointStaff appointStaff;

    Merges(MergeMembers mergeMembers, AppointStaff appointStaff) {
        this.mergeMembers = mergeMembers;
        this.appointStaff = appointStaff;
    }

    public MergeId proposed(MemberId merged, MemberId survivor) {
        var proposal = new MergeMembers.Proposal(merged, survivor, Set.of(), "came in twice");
        var outcome = mergeMembers.propose(proposal, staff(StaffRole.SUPPORT));
        assertThat(outcome).isInstanceOf(Outcome.Proposed.class);
        return ((Outcome.Proposed) outcome).merge();
    }

    public MergeId merge(MemberId merged, MemberId survivor) {
        var merge = proposed(merged, survivor);
        assertThat(mergeMembers.approve(merge, staff(StaffRole.FINANCE)))
                .isEqualTo(new Outcome.Merged(merge, survivor));
        return merge;
    }

    public void undo(MergeId merge) {
        assertThat(mergeMembers.askUndo(merge, "two people after all", staff(StaffRole.SUPPORT)))
                .isEqualTo(new Outcome.UndoAsked(merge));
        assertThat(mergeMembers.undo(merge, staff(StaffRole.FINANCE))).isEqualTo(new Outcome.Undone(merge));
    }

    public StaffId staff(StaffRole role) {
        var login = "s" + UUID.randomUUID().toString().substring(0, 12);
        var outcome = appointStaff.appoint(login, login, "correct-horse-battery-9", Set.of(role), Optional.empty());
        return ((AppointStaff.Outcome.Done) outcome).staff();
    }
}
