package io.perennial.web.admin;

import io.perennial.membership.LookUpKind;
import io.perennial.membership.ReadMember;
import io.perennial.web.pages.Masked;
import io.perennial.web.security.StaffRights;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who a member is, as this reader may see it.
 *
 * @param name masked where {@code nameHidden}
 * @param birthday only after it was asked for
 * @param birthdayHidden whether there is one to ask for
 */
record Person(
        @Nullable String name,
        boolean nameHidden,
        Identifiers identifiers,
        @Nullable LocalDate birthday,
        boolean birthdayHidden) {

    static Person of(ReadMember.Profile profile, StaffRights rights, Set<LookUpKind> revealed) {
        var named = profile.displayName() != null;
        var nameHidden = named && rights.isHidden(LookUpKind.NAME) && !revealed.contains(LookUpKind.NAME);
        var birthdayHidden = profile.birthday() != null && !revealed.contains(LookUpKind.BIRTHDAY);
        return new Person(
                nameHidden ? Masked.name(Objects.requireNonNull(profile.displayName())) : profile.displayName(),
                nameHidden,
                Identifiers.of(profile.identifiers(), rights, revealed),
                birthdayHidden ? null : profile.birthday(),
                birthdayHidden);
    }

    /** Whether anything is left that may be asked for. */
    public boolean isHiding() {
        return nameHidden || birthdayHidden || identifiers.shown().stream().anyMatch(Identifiers.Shown::hidden);
    }
}
