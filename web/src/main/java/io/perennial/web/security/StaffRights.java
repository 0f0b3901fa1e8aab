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

    /** The same in their groups; those of which nothing may be read are left out. */
    public List<Group> groups() {
        return Arrays.stream(AreaGroup.values())
                .map(group -> new Group(
                        group,
                        areas().stream()
                                .filter(area -> AreaGroup.of(area) == group)
                                .toList()))
                .filter(group -> !group.areas().isEmpty())
                .toList();
    }

    /** A part of the navigation. */
    public record Group(AreaGroup name, List<StaffArea> areas) {

        /** Whether the area of this path is in it. */
        public boolean holds(String path) {
            return areas.stream().anyMatch(area -> area.path().equals(path));
        }
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
