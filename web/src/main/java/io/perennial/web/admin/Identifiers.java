package io.perennial.web.admin;

import io.perennial.membership.Identifier;
import io.perennial.membership.LookUpKind;
import io.perennial.web.pages.Masked;
import io.perennial.web.security.StaffRights;
import java.util.List;
import java.util.Set;

/** A member's identifiers as this reader may see them. */
record Identifiers(List<Shown> shown) {

    /** @param hidden whether it is masked, and may be asked for */
    record Shown(Identifier.Kind kind, String text, boolean hidden) {

        public LookUpKind what() {
            return LookUpKind.of(kind);
        }
    }

    static Identifiers of(List<Identifier> identifiers, StaffRights rights) {
        return of(identifiers, rights, Set.of());
    }

    /** @param revealed what this person asked to see, and was written down */
    static Identifiers of(List<Identifier> identifiers, StaffRights rights, Set<LookUpKind> revealed) {
        return new Identifiers(identifiers.stream()
                .map(identifier -> {
                    var what = LookUpKind.of(identifier.kind());
                    var hidden = rights.isHidden(what) && !revealed.contains(what);
                    return new Shown(identifier.kind(), hidden ? Masked.of(identifier) : identifier.value(), hidden);
                })
                .toList());
    }
}
