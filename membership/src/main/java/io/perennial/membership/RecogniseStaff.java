package io.perennial.membership;

import java.util.Set;

/** Tells whether a member of staff is also a member of the programme. */
public interface RecogniseStaff {

    /**
     * The membership that was linked to them, see {@link KeepOwnMembership}, and members who share an identifier with them:
     * their customer number is the login, or what stands before the @ of their e-mail address is.
     */
    Set<MemberId> accountsOf(StaffId staff);

    default boolean isThemselves(StaffId staff, MemberId member) {
        return accountsOf(staff).contains(member);
    }
}
