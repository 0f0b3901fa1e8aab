package io.perennial.membership.adapter.jooq;

import static io.perennial.membership.adapter.jooq.generated.tables.MembershipClosing.MEMBERSHIP_CLOSING;
import static io.perennial.membership.adapter.jooq.generated.tables.MembershipStaff.MEMBERSHIP_STAFF;

import io.perennial.membership.EraseMember.State;
import io.perennial.membership.MemberId;
import io.perennial.membership.StaffId;
import io.perennial.membership.domain.Closings;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.SelectConditionStep;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

@Component
class JooqClosings implements Closings {

    private final DSLContext dsl;

    JooqClosings(DSLContext dsl) {
        this.dsl = dsl;
    }

    @Override
    public Optional<State> of(MemberId member) {
        return select(MEMBERSHIP_CLOSING.MEMBER_ID.eq(member.value())).fetchOptional(JooqClosings::toState);
    }

    @Override
    public List<State> waiting(int most) {
        return select(MEMBERSHIP_CLOSING.ERASED_AT.isNull().and(MEMBERSHIP_CLOSING.ERASE_AT.isNull()))
                .orderBy(MEMBERSHIP_CLOSING.ASKED_AT)
                .limit(most)
                .fetch(JooqClosings::toState);
    }

    private SelectConditionStep<Record> select(Condition which) {
        return dsl.select(MEMBERSHIP_CLOSING.fields())
                .select(MEMBERSHIP_STAFF.DISPLAY_NAME)
                .from(MEMBERSHIP_CLOSING)
                .leftJoin(MEMBERSHIP_STAFF)
                .on(MEMBERSHIP_STAFF.STAFF_ID.eq(MEMBERSHIP_CLOSING.ASKED_BY))
                .where(which);
    }

    @Override
    public List<MemberId> due(Instant now, int most) {
        return dsl.select(MEMBERSHIP_CLOSING.MEMBER_ID)
                .from(MEMBERSHIP_CLOSING)
                .where(MEMBERSHIP_CLOSING.ERASE_AT.le(now))
                .orderBy(MEMBERSHIP_CLOSING.ERASE_AT)
                .limit(most)
                .fetch(row -> new MemberId(row.value1()));
    }

    @Override
    public void ask(
            MemberId member, Instant at, @Nullable StaffId by, @Nullable String reason, @Nullable Instant eraseAt) {
        dsl.insertInto(MEMBERSHIP_CLOSING)
                .set(MEMBERSHIP_CLOSING.MEMBER_ID, member.value())
                .set(MEMBERSHIP_CLOSING.ASKED_AT, at)
                .set(MEMBERSHIP_CLOSING.ASKED_BY, by == null ? null : by.value())
                .set(MEMBERSHIP_CLOSING.REASON, reason)
                .set(MEMBERSHIP_CLOSING.ERASE_AT, eraseAt)
                .execute();
    }

    @Override
    public void approve(MemberId member, Instant eraseAt) {
        dsl.update(MEMBERSHIP_CLOSING)
                .set(MEMBERSHIP_CLOSING.ERASE_AT, eraseAt)
                .where(MEMBERSHIP_CLOSING.MEMBER_ID.eq(member.value()))
                .execute();
    }

    @Override
    public void forget(MemberId member) {
        dsl.deleteFrom(MEMBERSHIP_CLOSING)
                .where(MEMBERSHIP_CLOSING.MEMBER_ID.eq(member.value()))
                .execute();
    }

    @Override
    public void erased(MemberId member, Instant at) {
        dsl.update(MEMBERSHIP_CLOSING)
                .set(MEMBERSHIP_CLOSING.ERASED_AT, at)
                .setNull(MEMBERSHIP_CLOSING.ERASE_AT)
                .setNull(MEMBERSHIP_CLOSING.REASON)
                .where(MEMBERSHIP_CLOSING.MEMBER_ID.eq(member.value()))
                .execute();
    }

    private static State toState(Record row) {
        var by = row.get(MEMBERSHIP_CLOSING.ASKED_BY);
        return new State(
                new MemberId(row.get(MEMBERSHIP_CLOSING.MEMBER_ID)),
                row.get(MEMBERSHIP_CLOSING.ASKED_AT),
                by == null ? null : new StaffId(by),
                row.get(MEMBERSHIP_STAFF.DISPLAY_NAME),
                row.get(MEMBERSHIP_CLOSING.REASON),
                row.get(MEMBERSHIP_CLOSING.ERASE_AT),
                row.get(MEMBERSHIP_CLOSING.ERASED_AT));
    }
}
