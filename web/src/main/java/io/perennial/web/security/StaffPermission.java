package io.perennial.web.security;

import static io.perennial.membership.StaffRole.ADMIN;
import static io.perennial.membership.StaffRole.AUDITOR;
import static io.perennial.membership.StaffRole.CATALOGUE;
import static io.perennial.membership.StaffRole.MARKETING;
import static io.perennial.membership.StaffRole.SUPPORT;

import io.perennial.membership.StaffRole;
import java.util.EnumSet;
import java.util.Set;

/**
 * What staff may do on the admin site, and the roles that may do it: the only place that says so. Pages are guarded by it
 * ({@link StaffMay}), buttons are shown by it ({@link Allowed}), and the staff page prints it as a table.
 */
public enum StaffPermission {
    READ_DASHBOARD(SUPPORT, MARKETING, CATALOGUE, ADMIN, AUDITOR),
    READ_MEMBERS(SUPPORT, MARKETING, ADMIN, AUDITOR),
    /** Whole phone numbers and addresses; without it they are masked. */
    SEE_IDENTIFIERS(SUPPORT, ADMIN),
    FREEZE_MEMBERS(SUPPORT, ADMIN),
    /** Cannot be undone. */
    CLOSE_MEMBERS(ADMIN),
    READ_PROGRAMME(SUPPORT, MARKETING, CATALOGUE, ADMIN, AUDITOR),
    EDIT_RULES(MARKETING, ADMIN),
    EDIT_LADDER(ADMIN),
    EDIT_CATALOGUE(CATALOGUE, ADMIN),
    READ_REDEMPTIONS(SUPPORT, CATALOGUE, ADMIN, AUDITOR),
    SETTLE_REDEMPTIONS(SUPPORT, ADMIN),
    READ_IMPORTS(MARKETING, ADMIN, AUDITOR),
    IMPORT_ACTIVITIES(MARKETING, ADMIN),
    READ_API_KEYS(ADMIN, AUDITOR),
    MANAGE_API_KEYS(ADMIN),
    READ_AUDIT(ADMIN, AUDITOR),
    READ_STAFF(ADMIN, AUDITOR),
    MANAGE_STAFF(ADMIN),
    OWN_ACCOUNT(SUPPORT, MARKETING, CATALOGUE, ADMIN, AUDITOR);

    private final Set<StaffRole> roles;

    StaffPermission(StaffRole first, StaffRole... others) {
        roles = EnumSet.of(first, others);
    }

    public boolean isGivenTo(StaffRole role) {
        return roles.contains(role);
    }
}
