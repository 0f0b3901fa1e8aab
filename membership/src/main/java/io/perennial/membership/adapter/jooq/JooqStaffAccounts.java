package io.perennial.membership.adapter.jooq;

import static io.perennial.membership.adapter.jooq.generated.tables.MembershipStaff.MEMBERSHIP_STAFF;
import static io.perennial.membership.adapter.jooq.generated.tables.MembershipStaffRole.MEMBERSHIP_STAFF_ROLE;
import static java.util.stream.Collectors.toCollection;
import static org.jooq.impl.DSL.noCondition;

import io.perennial.membership.AppointStaff.Account;
import io.perennial.membership.StaffId;
import io.perennial.membership.StaffRole;
import io.perennial.membership.domain.Login;
import io.perennial.membership.domain.StaffAccounts;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.Result;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

@Component
class JooqStaffAccounts implements StaffAccounts {

    private final DSLContext dsl;

    JooqStaffAccounts(DSLContext dsl) {
        this.dsl = dsl;
    }

    @Override
    public List<Account> all() {
        return find(noCondition()).stream().map(Credential::account).toList();
    }

    @Override
    public List<Account> lockAll() {
        dsl.select(MEMBERSHIP_STAFF.STAFF_ID)
                .from(MEMBERSHIP_STAFF)
                .orderBy(MEMBERSHIP_STAFF.STAFF_ID)
                .forUpdate()
                .fetch();
        return all();
    }

    @Override
    public Optional<Credential> find(Login login) {
        return find(MEMBERSHIP_STAFF.LOGIN.eq(login.name())).stream().findFirst();
    }

    @Override
    public Optional<Credential> find(StaffId staff) {
        return find(MEMBERSHIP_STAFF.STAFF_ID.eq(staff.value())).stream().findFirst();
    }

    private List<Credential> find(Condition whose) {
        return dsl
                .select(MEMBERSHIP_STAFF.fields())
                .select(MEMBERSHIP_STAFF_ROLE.ROLE)
                .from(MEMBERSHIP_STAFF)
                .leftJoin(MEMBERSHIP_STAFF_ROLE)
                .on(MEMBERSHIP_STAFF_ROLE.STAFF_ID.eq(MEMBERSHIP_STAFF.STAFF_ID))
                .where(whose)
                .orderBy(MEMBERSHIP_STAFF.LOGIN)
                .fetchGroups(MEMBERSHIP_STAFF.STAFF_ID)
                .values()
                .stream()
                .map(JooqStaffAccounts::toCredential)
                .toList();
    }

    @Override
    public boolean add(Account account, String hash) {
        try {
            dsl.insertInto(MEMBERSHIP_STAFF)
                    .set(MEMBERSHIP_STAFF.STAFF_ID, account.id().value())
                    .set(MEMBERSHIP_STAFF.LOGIN, account.login())
                    .set(MEMBERSHIP_STAFF.DISPLAY_NAME, account.displayName())
                    .set(MEMBERSHIP_STAFF.PASSWORD_HASH, hash)
                    .set(MEMBERSHIP_STAFF.DISABLED, account.disabled())
                    .set(MEMBERSHIP_STAFF.CREATED_AT, account.createdAt())
                    .execute();
        } catch (DuplicateKeyException _) {
            return false;
        }
        addRoles(account.id(), account.roles());
        return true;
    }

    @Override
    public void changeRoles(StaffId staff, Set<StaffRole> roles) {
        dsl.deleteFrom(MEMBERSHIP_STAFF_ROLE)
                .where(MEMBERSHIP_STAFF_ROLE.STAFF_ID.eq(staff.value()))
                .execute();
        addRoles(staff, roles);
    }

    private void addRoles(StaffId staff, Set<StaffRole> roles) {
        if (roles.isEmpty()) {
            return;
        }
        var insert = dsl.insertInto(MEMBERSHIP_STAFF_ROLE, MEMBERSHIP_STAFF_ROLE.STAFF_ID, MEMBERSHIP_STAFF_ROLE.ROLE);
        for (var role : roles) {
            insert = insert.values(staff.value(), role.name());
        }
        insert.execute();
    }

    @Override
    public void disable(StaffId staff, boolean disabled) {
        dsl.update(MEMBERSHIP_STAFF)
                .set(MEMBERSHIP_STAFF.DISABLED, disabled)
                .where(MEMBERSHIP_STAFF.STAFF_ID.eq(staff.value()))
                .execute();
    }

    @Override
    public boolean replacePassword(StaffId staff, String old, String replacement) {
        return dsl.update(MEMBERSHIP_STAFF)
                        .set(MEMBERSHIP_STAFF.PASSWORD_HASH, replacement)
                        .where(MEMBERSHIP_STAFF.STAFF_ID.eq(staff.value()))
                        .and(MEMBERSHIP_STAFF.PASSWORD_HASH.eq(old))
                        .execute()
                == 1;
    }

    private static Credential toCredential(Result<Record> rows) {
        var row = rows.getFirst();
        var roles = rows.getValues(MEMBERSHIP_STAFF_ROLE.ROLE).stream()
                .filter(Objects::nonNull)
                .map(StaffRole::valueOf)
                .collect(toCollection(() -> EnumSet.noneOf(StaffRole.class)));
        return new Credential(
                new Account(
                        new StaffId(row.get(MEMBERSHIP_STAFF.STAFF_ID)),
                        row.get(MEMBERSHIP_STAFF.LOGIN),
                        row.get(MEMBERSHIP_STAFF.DISPLAY_NAME),
                        roles,
                        row.get(MEMBERSHIP_STAFF.DISABLED),
                        row.get(MEMBERSHIP_STAFF.CREATED_AT)),
                row.get(MEMBERSHIP_STAFF.PASSWORD_HASH));
    }
}
