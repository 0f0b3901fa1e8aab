package io.perennial.web.security;

import io.perennial.membership.StaffRole;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;

/** What the person who is signed in may do; pages know it as {@code may}. */
public record Allowed(Set<StaffPermission> permissions) {

    public static final Allowed NOTHING = new Allowed(Set.of());

    public Allowed {
        permissions = Set.copyOf(permissions);
    }

    public static Allowed of(StaffRole... roles) {
        var permissions = EnumSet.noneOf(StaffPermission.class);
        for (var permission : StaffPermission.values()) {
            if (Arrays.stream(roles).anyMatch(permission::isGivenTo)) {
                permissions.add(permission);
            }
        }
        return new Allowed(permissions);
    }

    static Allowed of(@Nullable Authentication authentication) {
        if (authentication == null || !authentication.isAuthenticated()) {
            return NOTHING;
        }
        var authorities = authentication.getAuthorities().stream()
                .map(GrantedAuthority::getAuthority)
                .collect(Collectors.toSet());
        return of(Arrays.stream(StaffRole.values())
                .filter(role -> authorities.contains("ROLE_" + role.name()))
                .toArray(StaffRole[]::new));
    }

    public boolean to(StaffPermission permission) {
        return permissions.contains(permission);
    }

    /** For templates, where a permission is a word; a misspelt one fails the page instead of hiding a button. */
    public boolean to(String permission) {
        return to(StaffPermission.valueOf(permission));
    }
}
