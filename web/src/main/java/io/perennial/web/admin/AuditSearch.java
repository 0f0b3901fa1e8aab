package io.perennial.web.admin;

import io.perennial.membership.MemberId;
import io.perennial.membership.ReadAuditTrail;
import io.perennial.membership.StaffId;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the audit trail was asked for: the address of the page holds all of it.
 *
 * @param what a kind of subject or an action
 * @param kind a kind of subject, as links from elsewhere name it
 * @param member an id; what is typed here instead is looked up first
 */
record AuditSearch(
        String what,
        String kind,
        String subject,
        String member,
        @Nullable UUID by,
        String request,
        String from,
        String until,
        @Nullable UUID before) {

    private static final int LONGEST = 190;

    AuditSearch(
            @Nullable String what,
            @Nullable String kind,
            @Nullable String subject,
            @Nullable String member,
            @Nullable UUID by,
            @Nullable String request,
            @Nullable String from,
            @Nullable String until,
            @Nullable UUID before) {
        this.what = clean(what);
        this.kind = clean(kind);
        this.subject = clean(subject);
        this.member = clean(member);
        this.by = by;
        this.request = clean(request);
        this.from = day(from).map(LocalDate::toString).orElse("");
        this.until = day(until).map(LocalDate::toString).orElse("");
        this.before = before;
    }

    private static String clean(@Nullable String written) {
        return written == null
                ? ""
                : written.strip().substring(0, Math.min(written.strip().length(), LONGEST));
    }

    private static Optional<LocalDate> day(@Nullable String written) {
        try {
            return written == null || written.isBlank()
                    ? Optional.empty()
                    : Optional.of(LocalDate.parse(written.strip()));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    /** What was chosen: a kind or an action, nothing when it is neither. */
    public String chosen() {
        var either = what.isEmpty() ? kind : what;
        return AuditSubject.isAction(either) || AuditSubject.named(either).isPresent() ? either : "";
    }

    Optional<MemberId> memberId() {
        try {
            return member.isEmpty() ? Optional.empty() : Optional.of(MemberId.of(member));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    AuditSearch about(MemberId found) {
        return new AuditSearch(what, kind, subject, found.toString(), by, request, from, until, null);
    }

    /** @param zone of the programme, in which the days are meant; the last one is included */
    ReadAuditTrail.Query query(ZoneId zone, int limit) {
        return new ReadAuditTrail.Query(
                Optional.of(chosen()).filter(each -> AuditSubject.named(each).isPresent()),
                Optional.of(subject).filter(text -> !text.isEmpty()),
                Optional.of(chosen()).filter(AuditSubject::isAction),
                memberId(),
                Optional.ofNullable(by).map(StaffId::new),
                Optional.of(request).filter(text -> !text.isEmpty()),
                day(from).map(first -> first.atStartOfDay(zone).toInstant()),
                day(until).map(last -> last.plusDays(1).atStartOfDay(zone).toInstant()),
                Optional.ofNullable(before),
                limit);
    }

    Map<String, String> filters() {
        var filters = new HashMap<String, String>();
        filters.put("what", chosen());
        filters.put("subject", subject);
        filters.put("member", member);
        filters.put("by", by == null ? "" : by.toString());
        filters.put("request", request);
        filters.put("from", from);
        filters.put("until", until);
        return filters;
    }

    public boolean isFiltered() {
        return filters().values().stream().anyMatch(value -> !value.isEmpty());
    }
}
