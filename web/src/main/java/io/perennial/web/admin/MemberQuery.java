package io.perennial.web.admin;

import io.perennial.membership.FindMembers;
import io.perennial.membership.Identifier;
import io.perennial.membership.MemberId;
import io.perennial.membership.MemberStatus;
import io.perennial.membership.Tag;
import io.perennial.web.security.StaffRights;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * What the list of members was asked for: the address of the page holds all of it.
 *
 * @param from the first day of enrolment, {@code to} the last one, in the programme's zone
 */
record MemberQuery(
        String q,
        String tier,
        @Nullable MemberStatus status,
        String tag,
        String segment,

        @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable
        LocalDate from,

        @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable
        LocalDate to,

        @Nullable MemberId before) {

    static final int PAGE = 50;
    private static final int LONGEST = 190;

    MemberQuery(
            @Nullable String q,
            @Nullable String tier,
            @Nullable MemberStatus status,
            @Nullable String tag,
            @Nullable String segment,
            @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate from,
            @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate to,
            @Nullable MemberId before) {
        this.q = cut(q);
        this.tier = cut(tier);
        this.status = status;
        this.tag = cut(tag);
        this.segment = cut(segment);
        this.from = from;
        this.to = to;
        this.before = before;
    }

    private static String cut(@Nullable String typed) {
        var text = Objects.requireNonNullElse(typed, "").strip();
        return text.substring(0, Math.min(text.length(), LONGEST));
    }

    FindMembers.Query query(ZoneId zone) {
        return new FindMembers.Query(
                q,
                Optional.of(tier).filter(code -> !code.isEmpty()),
                Optional.ofNullable(status),
                Tag.parse(tag),
                Optional.ofNullable(from).map(day -> beginning(day, zone)),
                Optional.ofNullable(to).map(day -> beginning(day.plusDays(1), zone)),
                Optional.ofNullable(before),
                PAGE);
    }

    private static Instant beginning(LocalDate day, ZoneId zone) {
        return day.atStartOfDay(zone).toInstant();
    }

    public Map<String, String> filters() {
        return Map.of(
                "q", q,
                "tier", tier,
                "status", status == null ? "" : status.name(),
                "tag", tag,
                "segment", segment,
                "from", from == null ? "" : from.toString(),
                "to", to == null ? "" : to.toString());
    }

    /** What is kept of it as a view: never the text, which may be somebody's phone. Blank when nothing else was asked for. */
    public String view() {
        var kept = new HashMap<>(filters());
        kept.remove("q");
        var address = UriComponentsBuilder.newInstance();
        new TreeMap<>(kept).forEach((name, value) -> {
            if (!value.isEmpty()) {
                address.queryParam(name, "{" + name + "}");
            }
        });
        return Objects.requireNonNullElse(address.encode().buildAndExpand(kept).getQuery(), "");
    }

    public boolean isFiltered() {
        return filters().values().stream().anyMatch(value -> !value.isEmpty());
    }

    /** Whether there is something to keep as a view. */
    public boolean isWorthKeeping() {
        return !view().isEmpty();
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
