package io.perennial.web.admin;

import io.perennial.membership.Identifier;
import io.perennial.web.pages.Masked;
import io.perennial.web.security.StaffRights;
import java.util.List;

/** A member's identifiers as this reader may see them. */
record Identifiers(List<Shown> shown) {

    record Shown(Identifier.Kind kind, String text) {}

    static Identifiers of(List<Identifier> identifiers, StaffRights rights) {
        var whole = rights.mayWrite("members");
        return new Identifiers(identifiers.stream()
                .map(identifier -> new Shown(identifier.kind(), whole ? identifier.value() : Masked.of(identifier)))
                .toList());
    }
}
