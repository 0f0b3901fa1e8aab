package io.perennial.membership.adapter.jooq;

import static io.perennial.membership.adapter.jooq.generated.tables.MembershipRecoveryCode.MEMBERSHIP_RECOVERY_CODE;
import static io.perennial.membership.adapter.jooq.generated.tables.MembershipStaffCodes.MEMBERSHIP_STAFF_CODES;

import io.perennial.membership.StaffId;
import io.perennial.membership.adapter.jooq.generated.tables.records.MembershipStaffCodesRecord;
import io.perennial.membership.domain.RecoveryCode;
import io.perennial.membership.domain.SecondFactors;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

@Component
class JooqSecondFactors implements SecondFactors {

    private final DSLContext dsl;

    JooqSecondFactors(DSLContext dsl) {
        this.dsl = dsl;
    }

    @Override
    public Optional<App> app(StaffId staff) {
        return dsl.selectFrom(MEMBERSHIP_STAFF_CODES)
                .where(MEMBERSHIP_STAFF_CODES.STAFF_ID.eq(staff.value()))
                .fetchOptional(JooqSecondFactors::toApp);
    }

    @Override
    public Optional<App> lockApp(StaffId staff) {
        return dsl.selectFrom(MEMBERSHIP_STAFF_CODES)
                .where(MEMBERSHIP_STAFF_CODES.STAFF_ID.eq(staff.value()))
                .forUpdate()
                .fetchOptional(JooqSecondFactors::toApp);
    }

    @Override
    public void begin(StaffId staff, byte[] encrypted, Instant at) {
        dsl.insertInto(MEMBERSHIP_STAFF_CODES)
                .set(MEMBERSHIP_STAFF_CODES.STAFF_ID, staff.value())
                .set(MEMBERSHIP_STAFF_CODES.SECRET, encrypted)
                .set(MEMBERSHIP_STAFF_CODES.LAST_STEP, 0L)
                .set(MEMBERSHIP_STAFF_CODES.BEGUN_AT, at)
                .onDuplicateKeyUpdate()
                .set(MEMBERSHIP_STAFF_CODES.SECRET, encrypted)
                .set(MEMBERSHIP_STAFF_CODES.LAST_STEP, 0L)
                .set(MEMBERSHIP_STAFF_CODES.BEGUN_AT, at)
                .execute();
    }

    @Override
    public void confirm(StaffId staff, long step, Instant at) {
        dsl.update(MEMBERSHIP_STAFF_CODES)
                .set(MEMBERSHIP_STAFF_CODES.LAST_STEP, step)
                .set(MEMBERSHIP_STAFF_CODES.CONFIRMED_AT, at)
                .where(MEMBERSHIP_STAFF_CODES.STAFF_ID.eq(staff.value()))
                .execute();
    }

    @Override
    public void taken(StaffId staff, long step) {
        dsl.update(MEMBERSHIP_STAFF_CODES)
                .set(MEMBERSHIP_STAFF_CODES.LAST_STEP, step)
                .where(MEMBERSHIP_STAFF_CODES.STAFF_ID.eq(staff.value()))
                .execute();
    }

    @Override
    public boolean dropApp(StaffId staff) {
        return dsl.deleteFrom(MEMBERSHIP_STAFF_CODES)
                        .where(MEMBERSHIP_STAFF_CODES.STAFF_ID.eq(staff.value()))
                        .execute()
                == 1;
    }

    @Override
    public void replaceRecoveryCodes(StaffId staff, List<RecoveryCode> codes) {
        dsl.deleteFrom(MEMBERSHIP_RECOVERY_CODE)
                .where(MEMBERSHIP_RECOVERY_CODE.STAFF_ID.eq(staff.value()))
                .execute();
        if (codes.isEmpty()) {
            return;
        }
        var insert = dsl.insertInto(
                MEMBERSHIP_RECOVERY_CODE, MEMBERSHIP_RECOVERY_CODE.STAFF_ID, MEMBERSHIP_RECOVERY_CODE.CODE_HASH);
        for (var code : codes) {
            insert = insert.values(staff.value(), code.digest());
        }
        insert.execute();
    }

    @Override
    public boolean useRecoveryCode(StaffId staff, RecoveryCode code) {
        return dsl.deleteFrom(MEMBERSHIP_RECOVERY_CODE)
                        .where(MEMBERSHIP_RECOVERY_CODE.STAFF_ID.eq(staff.value()))
                        .and(MEMBERSHIP_RECOVERY_CODE.CODE_HASH.eq(code.digest()))
                        .execute()
                == 1;
    }

    @Override
    public int recoveryCodes(StaffId staff) {
        return dsl.fetchCount(MEMBERSHIP_RECOVERY_CODE, MEMBERSHIP_RECOVERY_CODE.STAFF_ID.eq(staff.value()));
    }

    private static App toApp(MembershipStaffCodesRecord row) {
        return new App(row.getSecret(), row.getLastStep(), row.getConfirmedAt() != null);
    }
}
