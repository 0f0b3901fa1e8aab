package io.perennial.web.admin;

import io.perennial.membership.StaffRole;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A new member of staff as typed. The password is never shown again. */
record StaffForm(String login, String displayName, String password, Set<StaffRole> roles) {

    StaffForm(
            @Nullable String login,
            @Nullable String displayName,
            @Nullable String password,
            @Nullable Set<StaffRole> roles) {
        this.login = Typed.text(login);
        this.displayName = Typed.text(displayName);
        this.password = password == null ? "" : password;
        this.roles = roles == null || roles.isEmpty() ? Set.of() : EnumSet.copyOf(roles);
    }

    @Override
    public String toString() {
        return "StaffForm[" + login + "]";
    }
}
