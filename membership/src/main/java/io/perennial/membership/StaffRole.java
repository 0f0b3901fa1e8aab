package io.perennial.membership;

/** What a member of staff may do; one person may hold several roles. Everyone who signs in may read the dashboard. */
public enum StaffRole {
    /** Looks members up, freezes and unfreezes them, hands rewards over and cancels redemptions. */
    SUPPORT,
    /** Writes earn rules, imports activities. */
    MARKETING,
    /** Manages the catalogue of rewards with its pictures and stock. */
    CATALOGUE,
    /** Approves what others adjust on members' accounts, reads what points are owed and whether the ledger holds. */
    FINANCE,
    /** Everything, and alone: staff accounts, tiers, API keys. */
    ADMIN,
    /** Reads everything, the audit trail included, and changes nothing. */
    AUDITOR
}
