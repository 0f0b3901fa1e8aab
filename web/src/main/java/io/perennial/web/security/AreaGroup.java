package io.perennial.web.security;

/** What the areas of the admin site are about, in the order of the navigation. Every area belongs to one of them. */
public enum AreaGroup {
    OVERVIEW,
    MEMBERS,
    POINTS,
    CAMPAIGNS,
    REWARDS,
    OPERATION;

    /** The compiler asks here where a new area belongs. */
    static AreaGroup of(StaffArea area) {
        return switch (area) {
            case DASHBOARD -> OVERVIEW;
            case MEMBERS, MERGES, SEGMENTS, TIERS, CONSENTS -> MEMBERS;
            case ADJUSTMENTS, POINTS_POLICY, LIABILITY, LEDGER_CHECK -> POINTS;
            case RULES, CAMPAIGNS, MISSIONS, RECOMMENDATIONS -> CAMPAIGNS;
            case REDEMPTIONS, REWARDS, BENEFITS, BENEFIT_USES -> REWARDS;
            case IMPORTS, STAFF, API_KEYS, AUDIT -> OPERATION;
        };
    }
}
