package io.perennial.membership.adapter.jooq;

import static io.perennial.membership.adapter.jooq.generated.tables.MembershipStaff.MEMBERSHIP_STAFF;
import static io.perennial.membership.adapter.jooq.generated.tables.MembershipStaffSignIn.MEMBERSHIP_STAFF_SIGN_IN;
import static org.jooq.impl.DSL.noCondition;

import io.perennial.membership.KeepStaffSignIns;
import io.perennial.membership.StaffId;
import io.perennial.membership.domain.Login;
import io.perennial.membership.domain.StaffAccounts;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

@Component
class JooqStaffSignIns implements KeepStaffSignIns {

    private static final int MOST_LINES = 200;
    private static final int LONGEST_DEVICE = 80;
    private static final Duration KEPT = Duration.ofDays(DAYS_KEPT);
    private static final List<String> IN =
            Arrays.stream(How.values()).filter(How::isIn).map(Enum::name).toList();

    private final DSLContext dsl;
    private final StaffAccounts accounts;
    private final Clock clock;
    private final ByTime ids;

    JooqStaffSignIns(DSLContext dsl, StaffAccounts accounts, Clock clock) {
        this.dsl = dsl;
        this.accounts = accounts;
        this.clock = clock;
        this.ids = new ByTime(clock);
    }

    @Override
    @Transactional
    public void keep(String login, How outcome, From from) {
        keep(
                Login.parse(Login.typed(login))
                        .flatMap(accounts::find)
                        .map(found -> found.account().id()),
                outcome,
                from);
    }

    @Override
    @Transactional
    public void keep(StaffId staff, How outcome, From from) {
        keep(Optional.of(staff), outcome, from);
    }

    /** What is older than it is kept goes with each line that is written. */
    private void keep(Optional<StaffId> staff, How outcome, From from) {
        var now = clock.instant();
        var device = from.device().substring(0, Math.min(from.device().length(), LONGEST_DEVICE));
        dsl.deleteFrom(MEMBERSHIP_STAFF_SIGN_IN)
                .where(ByTime.before(MEMBERSHIP_STAFF_SIGN_IN.SIGN_IN_ID, now.minus(KEPT)))
                .execute();
        dsl.insertInto(MEMBERSHIP_STAFF_SIGN_IN)
                .set(MEMBERSHIP_STAFF_SIGN_IN.SIGN_IN_ID, ids.next())
                .set(MEMBERSHIP_STAFF_SIGN_IN.TRIED_AT, now)
                .set(
                        MEMBERSHIP_STAFF_SIGN_IN.STAFF_ID,
                        staff.map(StaffId::value).orElse(null))
                .set(MEMBERSHIP_STAFF_SIGN_IN.OUTCOME, outcome.name())
                .set(MEMBERSHIP_STAFF_SIGN_IN.DEVICE, device)
                .set(
                        MEMBERSHIP_STAFF_SIGN_IN.NEW_DEVICE,
                        outcome.isIn()
                                && staff.filter(id -> isNew(id, device, from.address()))
                                        .isPresent())
                .set(MEMBERSHIP_STAFF_SIGN_IN.ADDRESS, from.address())
                .set(MEMBERSHIP_STAFF_SIGN_IN.REQUEST_ID, RequestMark.current())
                .execute();
    }

    private boolean isNew(StaffId staff, String device, String address) {
        return !dsl.fetchExists(
                MEMBERSHIP_STAFF_SIGN_IN,
                MEMBERSHIP_STAFF_SIGN_IN
                        .STAFF_ID
                        .eq(staff.value())
                        .and(MEMBERSHIP_STAFF_SIGN_IN.OUTCOME.in(IN))
                        .and(MEMBERSHIP_STAFF_SIGN_IN.DEVICE.eq(device))
                        .and(MEMBERSHIP_STAFF_SIGN_IN.ADDRESS.eq(address)));
    }

    @Override
    public Page find(Query query) {
        if (query.limit() < 1 || query.limit() > MOST_LINES) {
            throw new IllegalArgumentException("a page of sign-ins has 1 to " + MOST_LINES + " lines");
        }
        var tries = dsl.select(MEMBERSHIP_STAFF_SIGN_IN.fields())
                .select(MEMBERSHIP_STAFF.DISPLAY_NAME)
                .from(MEMBERSHIP_STAFF_SIGN_IN)
                .leftJoin(MEMBERSHIP_STAFF)
                .on(MEMBERSHIP_STAFF.STAFF_ID.eq(MEMBERSHIP_STAFF_SIGN_IN.STAFF_ID))
                .where(query.staff()
                        .map(staff -> MEMBERSHIP_STAFF_SIGN_IN.STAFF_ID.eq(staff.value()))
                        .orElse(noCondition()))
                .and(query.outcome()
                        .map(outcome -> MEMBERSHIP_STAFF_SIGN_IN.OUTCOME.eq(outcome.name()))
                        .orElse(noCondition()))
                .and(query.newDevicesOnly() ? MEMBERSHIP_STAFF_SIGN_IN.NEW_DEVICE.eq(true) : noCondition())
                .and(query.before().map(MEMBERSHIP_STAFF_SIGN_IN.SIGN_IN_ID::lt).orElse(noCondition()))
                .orderBy(MEMBERSHIP_STAFF_SIGN_IN.SIGN_IN_ID.desc())
                .limit(query.limit() + 1)
                .fetch(JooqStaffSignIns::toTry);
        var hasMore = tries.size() > query.limit();
        return new Page(hasMore ? tries.subList(0, query.limit()) : tries, hasMore);
    }

    private static Try toTry(Record row) {
        var staff = row.get(MEMBERSHIP_STAFF_SIGN_IN.STAFF_ID);
        return new Try(
                row.get(MEMBERSHIP_STAFF_SIGN_IN.SIGN_IN_ID),
                row.get(MEMBERSHIP_STAFF_SIGN_IN.TRIED_AT),
                staff == null ? null : new StaffId(staff),
                row.get(MEMBERSHIP_STAFF.DISPLAY_NAME),
                How.valueOf(row.get(MEMBERSHIP_STAFF_SIGN_IN.OUTCOME)),
                new From(row.get(MEMBERSHIP_STAFF_SIGN_IN.DEVICE), row.get(MEMBERSHIP_STAFF_SIGN_IN.ADDRESS)),
                row.get(MEMBERSHIP_STAFF_SIGN_IN.NEW_DEVICE),
                row.get(MEMBERSHIP_STAFF_SIGN_IN.REQUEST_ID));
    }
}
