package io.perennial.web.admin;

import io.perennial.membership.StaffRole;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The roles that were ticked. */
record RolesForm(Set<StaffRole> roles) {

    RolesForm(@Nullable Set<StaffRole> roles) {
        this.roles = roles == null || roles.isEmpty() ? Set.of() : EnumSet.copyOf(roles);
    }
}
