package io.perennial.web.admin;

import io.perennial.membership.FindMembers;
import io.perennial.membership.Identifier;
import io.perennial.membership.MemberId;
import io.perennial.membership.MemberStatus;
import io.perennial.web.security.StaffRights;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the list of members was asked for: the address of the page holds all of it. */
record MemberQuery(
        String q,
        String tier,
        @Nullable MemberStatus status,
        @Nullable MemberId before) {

    static final int PAGE = 50;
    private static final int LONGEST = 190;

    MemberQuery(@Nullable String q, @Nullable String tier, @Nullable MemberStatus status, @Nullable MemberId before) {
        this.q = q == null ? "" : q.strip().substring(0, Math.min(q.strip().length(), LONGEST));
        this.tier = tier == null ? "" : tier.strip();
        this.status = status;
        this.before = before;
    }

    FindMembers.Query query() {
        return new FindMembers.Query(
                q,
                Optional.of(tier).filter(code -> !code.isEmpty()),
                Optional.ofNullable(status),
                Optional.ofNullable(before),
                PAGE);
    }

    Map<String, String> filters() {
        return Map.of("q", q, "tier", tier, "status", status == null ? "" : status.name());
    }

    public boolean isFiltered() {
        return !q.isEmpty() || !tier.isEmpty() || status != null;
    }

    /**
     * The rows that this reader may find. Whoever may not reveal what is hidden must not learn it sign by sign from what a
     * search finds, so for them a text finds whole names, whole identifiers and member ids.
     */
    List<FindMembers.Row> visible(List<FindMembers.Row> rows, StaffRights rights) {
        if (q.isEmpty() || rights.mayReveal("members")) {
            return rows;
        }
        return rows.stream()
                .filter(row -> isKnownBy(q, row.displayName(), row.member(), row.identifiers()))
                .toList();
    }

    static boolean isKnownBy(String q, @Nullable String name, MemberId member, List<Identifier> identifiers) {
        return (name != null && name.equalsIgnoreCase(q))
                || member.toString().equals(q.toLowerCase(Locale.ROOT))
                || identifiers.stream()
                        .anyMatch(identifier -> Identifier.parse(identifier.kind(), q)
                                .filter(identifier::equals)
                                .isPresent());
    }
}
