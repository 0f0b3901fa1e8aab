package io.perennial.web.admin;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriUtils;

/** What a line of the audit trail can be about: its area, its page, and what can be done to it. */
enum AuditSubject {
    MEMBER(
            "member",
            "members",
            "/admin/members/{id}",
            "member.frozen",
            "member.unfrozen",
            "member.closed",
            "member.profile-corrected",
            "member.tagged",
            "member.consent-recorded",
            "member.identifier-assigned",
            "member.identifier-withdrawn",
            "member.tier-held",
            "member.tier-released",
            "member.benefit-granted",
            "member.benefit-revoked",
            "member.benefit-used",
            "points.extended",
            "points.reinstated",
            "member.sending-frozen",
            "member.sending-unfrozen",
            "member.transfer-returned",
            "member.erasure-asked",
            "member.erasure-ordered",
            "member.erasure-approved",
            "member.erasure-refused",
            "member.erased",
            "member.merge-proposed",
            "member.merged",
            "member.merge-refused",
            "member.unmerge-asked",
            "member.unmerged",
            "member.unmerge-refused"),
    ADJUSTMENT(
            "adjustment",
            "adjustments",
            "/admin/adjustments/{id}",
            "adjustment.proposed",
            "adjustment.booked",
            "adjustment.rejected",
            "adjustment.withdrawn"),
    ADJUSTMENT_FILE(
            "adjustment-file",
            "adjustments",
            "/admin/adjustments/files/{id}",
            "adjustment-file.allowed",
            "adjustment-file.proposed",
            "adjustment-file.approved",
            "adjustment-file.dropped"),
    ADJUSTMENT_REASON(
            "adjustment-reason",
            "points-policy",
            "/admin/points-policy/reasons",
            "adjustment-reason.added",
            "adjustment-reason.renamed",
            "adjustment-reason.retired",
            "adjustment-reason.brought-back"),
    REDEMPTION(
            "redemption", "redemptions", "/admin/redemptions/{id}", "redemption.handed-over", "redemption.cancelled"),
    RULE(
            "rule",
            "rules",
            "/admin/rules/{id}",
            "rule.draft-kept",
            "rule.draft-discarded",
            "rule.published",
            "rule.retired",
            "rule.pilot-started",
            "rule.pilot-widened",
            "rule.pilot-withdrawn"),
    MISSION("mission", "missions", "/admin/missions/{id}", "mission.published", "mission.retired"),
    BADGE("badge", "missions", "/admin/missions/badges", "badge.created", "badge.changed", "badge.retired"),
    STREAK_PLAN("streak-plan", "missions", "/admin/missions/streak", "streak-plan.published"),
    SEGMENT(
            "segment",
            "segments",
            "/admin/segments/{id}",
            "segment.published",
            "segment.retired",
            "segment.members-added",
            "segment.members-removed"),
    ARTICLE(
            "article",
            "recommendations",
            "/admin/recommendations/article?sku={id}",
            "article.excluded",
            "article.admitted"),
    REWARD(
            "reward",
            "rewards",
            "/admin/rewards/{id}",
            "reward.created",
            "reward.changed",
            "reward.published",
            "reward.withdrawn",
            "reward.stock-changed"),
    PICTURE("picture", null, null, "picture.kept"),
    BENEFIT(
            "benefit",
            "benefits",
            "/admin/benefits/{id}",
            "benefit.saved",
            "benefit.retired",
            "benefit.restored",
            "benefit.codes-added"),
    LADDER("ladder", "tiers", "/admin/tiers", "ladder.announced", "ladder.published", "ladder.withdrawn"),
    POINTS_POLICY("points-policy", "points-policy", "/admin/points-policy", "points-policy.published"),
    CONSENT("consent", "consents", "/admin/consents", "consent.published"),
    IMPORT(
            "import",
            "imports",
            "/admin/imports/{id}",
            "import.uploaded",
            "import.proposed",
            "import.started",
            "import.resumed",
            "import.cancelled"),
    STAFF(
            "staff",
            "staff",
            "/admin/staff/{id}",
            "staff.appointed",
            "staff.roles-changed",
            "staff.disabled",
            "staff.enabled",
            "staff.password-changed",
            "staff.app-added",
            "staff.app-removed",
            "staff.passkey-added",
            "staff.passkey-removed",
            "staff.recovery-codes-renewed",
            "staff.recovery-code-used",
            "staff.second-factor-reset",
            "staff.membership-linked",
            "staff.membership-unlinked"),
    API_KEY("api-key", "api-keys", "/admin/api-keys", "api-key.issued", "api-key.revoked");

    private final String kind;
    private final @Nullable String area;
    private final @Nullable String page;
    private final List<String> actions;

    AuditSubject(String kind, @Nullable String area, @Nullable String page, String... actions) {
        this.kind = kind;
        this.area = area;
        this.page = page;
        this.actions = List.of(actions);
    }

    static Optional<AuditSubject> named(String kind) {
        return Arrays.stream(values()).filter(each -> each.kind.equals(kind)).findFirst();
    }

    static boolean isAction(String action) {
        return Arrays.stream(values()).anyMatch(each -> each.actions.contains(action));
    }

    /** What the audit trail calls it. */
    public String kind() {
        return kind;
    }

    /** The area of the site, by its path. */
    public @Nullable String area() {
        return area;
    }

    /** What can be done to it. */
    public List<String> actions() {
        return actions;
    }

    @Nullable
    String page(String id) {
        return page == null ? null : page.replace("{id}", UriUtils.encode(id, StandardCharsets.UTF_8));
    }
}
