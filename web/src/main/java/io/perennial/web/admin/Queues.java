package io.perennial.web.admin;

import io.perennial.membership.MergeMembers;
import io.perennial.membership.ReadMerges;
import io.perennial.membership.StaffRole;
import io.perennial.points.AdjustPoints;
import io.perennial.points.ReadAdjustments;
import java.util.Collections;
import java.util.Set;
import org.springframework.beans.factory.ObjectProvider;

/** What waits for a second person, for whoever may be that person; one count by an index for each that is asked for. */
public final class Queues {

    /** Beyond this the exact number says no more. */
    private static final int MOST = 99;

    private final Set<StaffRole> roles;
    private final ObjectProvider<ReadMerges> merges;
    private final ObjectProvider<ReadAdjustments> adjustments;

    Queues(Set<StaffRole> roles, ObjectProvider<ReadMerges> merges, ObjectProvider<ReadAdjustments> adjustments) {
        this.roles = roles;
        this.merges = merges;
        this.adjustments = adjustments;
    }

    /**
     * @param area its path, e.g. {@code merges}
     * @return how many wait there, nothing where none does or somebody else decides
     */
    public String in(String area) {
        var waiting = switch (area) {
            case "merges" -> may(MergeMembers.APPROVERS) ? merges.getObject().waitingCount() : 0;
            case "adjustments" ->
                may(AdjustPoints.APPROVERS) ? adjustments.getObject().waiting(MOST + 1) : 0;
            default -> 0;
        };
        if (waiting == 0) {
            return "";
        }
        return waiting > MOST ? MOST + "+" : String.valueOf(waiting);
    }

    private boolean may(Set<StaffRole> approvers) {
        return !Collections.disjoint(roles, approvers);
    }
}
