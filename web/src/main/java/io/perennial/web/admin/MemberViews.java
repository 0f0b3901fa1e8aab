package io.perennial.web.admin;

import io.perennial.membership.StaffId;
import java.util.List;
import java.util.UUID;

/** The views of the list of members that each member of staff saved for themselves. */
public interface MemberViews {

    /** How many one person may have. */
    int MOST = 20;

    int LONGEST_NAME = 60;

    /** By name. */
    List<MemberView> of(StaffId staff);

    void keep(StaffId staff, MemberView view);

    /** Somebody else's view, or none, changes nothing. */
    void forget(StaffId staff, UUID view);
}
