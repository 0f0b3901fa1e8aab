package io.perennial.membership;

import java.util.UUID;

/** Whose passkey it is: a member's or that of a member of staff. */
public record KeyHolder(Door door, UUID id) {

    /** Members and staff come in by doors of their own. */
    public enum Door {
        MEMBER,
        STAFF
    }

    public static KeyHolder of(MemberId member) {
        return new KeyHolder(Door.MEMBER, member.value());
    }

    public static KeyHolder of(StaffId staff) {
        return new KeyHolder(Door.STAFF, staff.value());
    }
}
