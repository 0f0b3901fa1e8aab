package io.perennial.web.adapter.jooq;

import static io.perennial.web.adapter.jooq.generated.tables.WebMemberView.WEB_MEMBER_VIEW;

import io.perennial.membership.StaffId;
import io.perennial.web.admin.MemberView;
import io.perennial.web.admin.MemberViews;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

@Component
class JooqMemberViews implements MemberViews {

    private final DSLContext dsl;
    private final Clock clock;

    JooqMemberViews(DSLContext dsl, Clock clock) {
        this.dsl = dsl;
        this.clock = clock;
    }

    @Override
    public List<MemberView> of(StaffId staff) {
        return dsl.select(WEB_MEMBER_VIEW.VIEW_ID, WEB_MEMBER_VIEW.NAME, WEB_MEMBER_VIEW.FILTERS)
                .from(WEB_MEMBER_VIEW)
                .where(WEB_MEMBER_VIEW.STAFF_ID.eq(staff.value()))
                .orderBy(WEB_MEMBER_VIEW.NAME, WEB_MEMBER_VIEW.VIEW_ID)
                .limit(MOST)
                .fetch(row -> new MemberView(row.value1(), row.value2(), row.value3()));
    }

    @Override
    public void keep(StaffId staff, MemberView view) {
        dsl.insertInto(WEB_MEMBER_VIEW)
                .set(WEB_MEMBER_VIEW.STAFF_ID, staff.value())
                .set(WEB_MEMBER_VIEW.VIEW_ID, view.id())
                .set(WEB_MEMBER_VIEW.NAME, view.name())
                .set(WEB_MEMBER_VIEW.FILTERS, view.filters())
                .set(WEB_MEMBER_VIEW.SAVED_AT, clock.instant())
                .execute();
    }

    @Override
    public void forget(StaffId staff, UUID view) {
        dsl.deleteFrom(WEB_MEMBER_VIEW)
                .where(WEB_MEMBER_VIEW.STAFF_ID.eq(staff.value()), WEB_MEMBER_VIEW.VIEW_ID.eq(view))
                .execute();
    }
}
