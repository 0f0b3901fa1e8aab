package io.perennial.web.security;

import static io.perennial.membership.StaffRole.ADMIN;
import static io.perennial.membership.StaffRole.AUDITOR;
import static io.perennial.membership.StaffRole.CATALOGUE;
import static io.perennial.membership.StaffRole.FINANCE;
import static io.perennial.membership.StaffRole.MARKETING;
import static io.perennial.membership.StaffRole.SUPPORT;

import io.perennial.membership.StaffRole;
import java.util.EnumSet;
import java.util.Set;

/**
 * The areas of the admin site and which role may see, change or reveal there: the one table that the door, the navigation, the
 * buttons on the pages and the printed table of permissions go by. An area is everything below its address; reading is
 * GET, changing is every other method and the forms for it. What tells who a member is stays hidden in every area; to reveal is
 * to see it after all, one by one, which leaves a line in the log of look-ups.
 */
public enum StaffArea {
    DASHBOARD("dashboard", "speedometer2", EnumSet.allOf(StaffRole.class), EnumSet.noneOf(StaffRole.class)),
    MEMBERS(
            "members",
            "people",
            EnumSet.of(SUPPORT, FINANCE, ADMIN, AUDITOR),
            EnumSet.of(SUPPORT, ADMIN),
            EnumSet.of(SUPPORT, FINANCE, ADMIN)),
    MERGES("merges", "link-45deg", EnumSet.of(SUPPORT, FINANCE, ADMIN, AUDITOR), EnumSet.of(SUPPORT, FINANCE, ADMIN)),
    REDEMPTIONS("redemptions", "ticket-perforated", EnumSet.of(SUPPORT, ADMIN, AUDITOR), EnumSet.of(SUPPORT, ADMIN)),
    REWARDS("rewards", "gift", EnumSet.of(CATALOGUE, ADMIN, AUDITOR), EnumSet.of(CATALOGUE, ADMIN)),
    RULES("rules", "calculator", EnumSet.of(MARKETING, ADMIN, AUDITOR), EnumSet.of(MARKETING, ADMIN)),
    CAMPAIGNS("campaigns", "megaphone", EnumSet.of(MARKETING, ADMIN, AUDITOR), EnumSet.of(MARKETING, ADMIN)),
    SEGMENTS("segments", "funnel", EnumSet.of(MARKETING, SUPPORT, ADMIN, AUDITOR), EnumSet.of(MARKETING, ADMIN)),
    RECOMMENDATIONS(
            "recommendations",
            "stars",
            EnumSet.of(MARKETING, CATALOGUE, ADMIN, AUDITOR),
            EnumSet.of(MARKETING, CATALOGUE, ADMIN)),
    MISSIONS("missions", "trophy", EnumSet.of(MARKETING, ADMIN, AUDITOR), EnumSet.of(MARKETING, ADMIN)),
    ADJUSTMENTS(
            "adjustments",
            "pencil",
            EnumSet.of(SUPPORT, FINANCE, ADMIN, AUDITOR),
            EnumSet.of(SUPPORT, FINANCE, ADMIN),
            EnumSet.of(SUPPORT, FINANCE, ADMIN)),
    POINTS_POLICY("points-policy", "sliders", EnumSet.of(MARKETING, FINANCE, ADMIN, AUDITOR), EnumSet.of(ADMIN)),
    IMPORTS(
            "imports",
            "upload",
            EnumSet.of(MARKETING, ADMIN, AUDITOR),
            EnumSet.of(MARKETING, ADMIN),
            EnumSet.of(MARKETING, ADMIN)),
    TIERS("tiers", "award", EnumSet.of(ADMIN, AUDITOR), EnumSet.of(ADMIN)),
    BENEFITS("benefits", "balloon", EnumSet.of(SUPPORT, MARKETING, ADMIN, AUDITOR), EnumSet.of(MARKETING, ADMIN)),
    BENEFIT_USES("benefit-uses", "qr-code-scan", EnumSet.of(SUPPORT, ADMIN, AUDITOR), EnumSet.of(SUPPORT, ADMIN)),
    LIABILITY("liability", "graph-up", EnumSet.of(FINANCE, ADMIN, AUDITOR), EnumSet.noneOf(StaffRole.class)),
    LEDGER_CHECK("ledger-check", "shield-check", EnumSet.of(FINANCE, ADMIN, AUDITOR), EnumSet.of(FINANCE, ADMIN)),
    STAFF("staff", "person-gear", EnumSet.of(ADMIN, AUDITOR), EnumSet.of(ADMIN)),
    API_KEYS("api-keys", "key", EnumSet.of(ADMIN, AUDITOR), EnumSet.of(ADMIN)),
    CONSENTS("consents", "shield-lock", EnumSet.of(SUPPORT, MARKETING, ADMIN, AUDITOR), EnumSet.of(ADMIN)),
    AUDIT("audit", "journal-check", EnumSet.of(ADMIN, AUDITOR), EnumSet.noneOf(StaffRole.class));

    private final String path;
    private final String icon;
    private final Set<StaffRole> readers;
    private final Set<StaffRole> writers;
    private final Set<StaffRole> revealers;

    StaffArea(String path, String icon, Set<StaffRole> readers, Set<StaffRole> writers) {
        this(path, icon, readers, writers, EnumSet.noneOf(StaffRole.class));
    }

    StaffArea(String path, String icon, Set<StaffRole> readers, Set<StaffRole> writers, Set<StaffRole> revealers) {
        this.path = path;
        this.icon = icon;
        this.readers = Set.copyOf(readers);
        this.writers = Set.copyOf(writers);
        this.revealers = Set.copyOf(revealers);
    }

    /** @throws IllegalArgumentException when no area has this path */
    static StaffArea named(String path) {
        for (var area : values()) {
            if (area.path.equals(path)) {
                return area;
            }
        }
        throw new IllegalArgumentException("no area is called " + path);
    }

    /** The name in addresses and message keys. */
    public String path() {
        return path;
    }

    /** Where it begins. */
    public String address() {
        return this == DASHBOARD ? "/admin" : "/admin/" + path;
    }

    /** Patterns of all that belongs to it. */
    String[] addresses() {
        return this == DASHBOARD ? new String[] {address()} : new String[] {address(), address() + "/**"};
    }

    boolean holds(String address) {
        return address.equals(address()) || (this != DASHBOARD && address.startsWith(address() + "/"));
    }

    public String icon() {
        return icon;
    }

    public boolean mayBeReadBy(Set<StaffRole> roles) {
        return readers.stream().anyMatch(roles::contains);
    }

    public boolean mayBeChangedBy(Set<StaffRole> roles) {
        return writers.stream().anyMatch(roles::contains);
    }

    public boolean mayBeRevealedTo(Set<StaffRole> roles) {
        return revealers.stream().anyMatch(roles::contains);
    }

    /** Whether there is anything that somebody may change. */
    public boolean isChanged() {
        return !writers.isEmpty();
    }

    /** Whether there is anything hidden that somebody may reveal. */
    public boolean hides() {
        return !revealers.isEmpty();
    }

    /**
     * Whoever works with members calls them by name and by the shop's own number for them; how they are reached and what
     * else tells who they are is hidden from everybody.
     */
    static boolean knowsMembers(Set<StaffRole> roles) {
        return MEMBERS.mayBeChangedBy(roles);
    }
}
