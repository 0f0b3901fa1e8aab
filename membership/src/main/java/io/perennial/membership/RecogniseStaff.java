package io.perennial.membership;

/** Tells whether a member of staff is also a member of the programme. */
public interface RecogniseStaff {

    /**
     * Whether they share an identifier: the login is the member's customer number, or what stands before the @ of their e-mail
     * address. Case does not matter.
     */
    boolean isThemselves(StaffId staff, MemberId member);
}
