package io.perennial.membership.adapter.jooq;

import static io.perennial.membership.adapter.jooq.generated.tables.MembershipChange.MEMBERSHIP_CHANGE;
import static io.perennial.membership.adapter.jooq.generated.tables.MembershipStaff.MEMBERSHIP_STAFF;
import static org.jooq.impl.DSL.noCondition;

import io.perennial.membership.MemberId;
import io.perennial.membership.ReadAuditTrail;
import io.perennial.membership.RecordChange;
import io.perennial.membership.StaffId;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

@Component
class JooqAuditTrail implements RecordChange, ReadAuditTrail {

    private static final int MOST_LINES = 200;
    private static final int LONGEST_LIST = 10_000;

    private final DSLContext dsl;
    private final Clock clock;
    private final ByTime ids;

    JooqAuditTrail(DSLContext dsl, Clock clock) {
        this.dsl = dsl;
        this.clock = clock;
        this.ids = new ByTime(clock);
    }

    /** Refuses to work without the transaction of the change. */
    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void record(Change change) {
        dsl.insertInto(MEMBERSHIP_CHANGE)
                .set(MEMBERSHIP_CHANGE.CHANGE_ID, ids.next())
                .set(MEMBERSHIP_CHANGE.CHANGED_AT, clock.instant())
                .set(
                        MEMBERSHIP_CHANGE.STAFF_ID,
                        change.by() == null ? null : change.by().value())
                .set(MEMBERSHIP_CHANGE.ACTION, change.action())
                .set(MEMBERSHIP_CHANGE.SUBJECT_KIND, change.subjectKind())
                .set(MEMBERSHIP_CHANGE.SUBJECT_ID, change.subjectId())
                .set(
                        MEMBERSHIP_CHANGE.MEMBER_ID,
                        change.member() == null ? null : change.member().value())
                .set(MEMBERSHIP_CHANGE.BEFORE_JSON, change.before())
                .set(MEMBERSHIP_CHANGE.AFTER_JSON, change.after())
                .set(MEMBERSHIP_CHANGE.REQUEST_ID, RequestMark.current())
                .execute();
    }

    @Override
    public Page find(Query query) {
        if (query.limit() < 1 || query.limit() > MOST_LINES) {
            throw new IllegalArgumentException("a page of the audit trail has 1 to " + MOST_LINES + " lines");
        }
        if (!areAscii(query.subjectKind())
                || !areAscii(query.subjectId())
                || !areAscii(query.action())
                || !areAscii(query.requestId())) {
            return new Page(List.of(), false);
        }
        var lines = dsl.select(MEMBERSHIP_CHANGE.fields())
                .select(MEMBERSHIP_STAFF.DISPLAY_NAME)
                .from(MEMBERSHIP_CHANGE)
                .leftJoin(MEMBERSHIP_STAFF)
                .on(MEMBERSHIP_STAFF.STAFF_ID.eq(MEMBERSHIP_CHANGE.STAFF_ID))
                .where(query.subjectKind()
                        .map(MEMBERSHIP_CHANGE.SUBJECT_KIND::eq)
                        .orElse(noCondition()))
                .and(query.subjectId().map(MEMBERSHIP_CHANGE.SUBJECT_ID::eq).orElse(noCondition()))
                .and(query.action().map(MEMBERSHIP_CHANGE.ACTION::eq).orElse(noCondition()))
                .and(query.member()
                        .map(member -> MEMBERSHIP_CHANGE.MEMBER_ID.eq(member.value()))
                        .orElse(noCondition()))
                .and(query.requestId().map(MEMBERSHIP_CHANGE.REQUEST_ID::eq).orElse(noCondition()))
                .and(query.from()
                        .map(from -> ByTime.since(MEMBERSHIP_CHANGE.CHANGE_ID, from))
                        .orElse(noCondition()))
                .and(query.until()
                        .map(until -> ByTime.before(MEMBERSHIP_CHANGE.CHANGE_ID, until))
                        .orElse(noCondition()))
                .and(query.by()
                        .map(StaffId::value)
                        .map(MEMBERSHIP_CHANGE.STAFF_ID::eq)
                        .orElse(noCondition()))
                .and(query.before().map(MEMBERSHIP_CHANGE.CHANGE_ID::lt).orElse(noCondition()))
                .orderBy(MEMBERSHIP_CHANGE.CHANGE_ID.desc())
                .limit(query.limit() + 1)
                .fetch(JooqAuditTrail::toLine);
        var hasMore = lines.size() > query.limit();
        return new Page(hasMore ? lines.subList(0, query.limit()) : lines, hasMore);
    }

    @Override
    public List<Line> about(MemberId member, Set<String> except, Instant until, int limit) {
        if (limit < 1 || limit > LONGEST_LIST) {
            throw new IllegalArgumentException("a list has 1 to " + LONGEST_LIST + " changes");
        }
        return dsl.select(MEMBERSHIP_CHANGE.fields())
                .select(MEMBERSHIP_STAFF.DISPLAY_NAME)
                .from(MEMBERSHIP_CHANGE)
                .leftJoin(MEMBERSHIP_STAFF)
                .on(MEMBERSHIP_STAFF.STAFF_ID.eq(MEMBERSHIP_CHANGE.STAFF_ID))
                .where(MEMBERSHIP_CHANGE.MEMBER_ID.eq(member.value()), MEMBERSHIP_CHANGE.CHANGED_AT.le(until))
                .and(except.isEmpty() ? noCondition() : MEMBERSHIP_CHANGE.ACTION.notIn(except))
                .orderBy(MEMBERSHIP_CHANGE.CHANGE_ID.desc())
                .limit(limit)
                .fetch(JooqAuditTrail::toLine);
    }

    /** Nothing else can be a subject, and the server fails instead of not finding it. */
    private static boolean areAscii(Optional<String> typed) {
        return typed.stream().flatMapToInt(String::chars).allMatch(sign -> sign < 0x80);
    }

    private static Line toLine(Record row) {
        var staff = row.get(MEMBERSHIP_CHANGE.STAFF_ID);
        var member = row.get(MEMBERSHIP_CHANGE.MEMBER_ID);
        return new Line(
                row.get(MEMBERSHIP_CHANGE.CHANGE_ID),
                row.get(MEMBERSHIP_CHANGE.CHANGED_AT),
                staff == null ? null : new StaffId(staff),
                row.get(MEMBERSHIP_STAFF.DISPLAY_NAME),
                row.get(MEMBERSHIP_CHANGE.ACTION),
                row.get(MEMBERSHIP_CHANGE.SUBJECT_KIND),
                row.get(MEMBERSHIP_CHANGE.SUBJECT_ID),
                row.get(MEMBERSHIP_CHANGE.BEFORE_JSON),
                row.get(MEMBERSHIP_CHANGE.AFTER_JSON),
                row.get(MEMBERSHIP_CHANGE.REQUEST_ID),
                member == null ? null : new MemberId(member));
    }
}
