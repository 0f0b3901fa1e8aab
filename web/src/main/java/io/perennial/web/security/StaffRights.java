package io.perennial.web.security;

import io.perennial.membership.SignInStaff.Staff;
import java.util.Arrays;
import java.util.List;

/** What the person at work may do, as their account says at this very request; {@code staff} in templates. */
public record StaffRights(Staff account) {

    static final String ATTRIBUTE = "staff";

    public String displayName() {
        return account.displayName();
    }

    /** Those that this person may read, in the order of the navigation. */
    public List<StaffArea> areas() {
        return Arrays.stream(StaffArea.values())
                .filter(area -> area.mayBeReadBy(account.roles()))
                .toList();
    }

    /** @param area its path, e.g. {@code members} */
    public boolean mayRead(String area) {
        return StaffArea.named(area).mayBeReadBy(account.roles());
    }

    /** @param area its path, e.g. {@code members} */
    public boolean mayWrite(String area) {
        return StaffArea.named(area).mayBeChangedBy(account.roles());
    }
}
