package io.perennial.web.security;

import io.perennial.membership.LookUpKind;
import io.perennial.membership.SignInStaff.Staff;
import io.perennial.membership.StaffRole;
import io.perennial.web.pages.Masked;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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

    /** @param area its path, e.g. {@code members} */
    public boolean mayReveal(String area) {
        return StaffArea.named(area).mayBeRevealedTo(account.roles());
    }

    /** For the table of permissions: what this role alone may do. */
    public Set<StaffRole> only(StaffRole role) {
        return Set.of(role);
    }

    /** A member's name as this person may see it; nothing where there is none. */
    public @Nullable String name(@Nullable String displayName) {
        return displayName == null || StaffArea.knowsMembers(account.roles()) ? displayName : Masked.name(displayName);
    }

    /** Whether this person sees it only after asking for it. */
    public boolean isHidden(LookUpKind kind) {
        return switch (kind) {
            case NAME, CUSTOMER_NUMBER -> !StaffArea.knowsMembers(account.roles());
            case BIRTHDAY, PHONE, EMAIL, CARD_NUMBER, WECHAT, ALIPAY, WHATSAPP -> true;
            case SEARCH, STATEMENT, MEMBER_FILE, FILE_LINES, AUDIT_FILE -> false;
        };
    }
}
