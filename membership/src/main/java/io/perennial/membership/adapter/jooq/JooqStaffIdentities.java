package io.perennial.membership.adapter.jooq;

import static io.perennial.membership.adapter.jooq.generated.tables.MembershipIdentifier.MEMBERSHIP_IDENTIFIER;
import static io.perennial.membership.adapter.jooq.generated.tables.MembershipStaff.MEMBERSHIP_STAFF;
import static io.perennial.membership.adapter.jooq.generated.tables.MembershipStaffOwn.MEMBERSHIP_STAFF_OWN;

import io.perennial.membership.Identifier.Kind;
import io.perennial.membership.MemberId;
import io.perennial.membership.RecogniseStaff;
import io.perennial.membership.StaffId;
import io.perennial.membership.domain.OwnMemberships;
import java.time.Instant;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

@Repository
class JooqStaffIdentities implements RecogniseStaff, OwnMemberships {

    private final DSLContext dsl;

    JooqStaffIdentities(DSLContext dsl) {
        this.dsl = dsl;
    }

    @Override
    public Set<MemberId> accountsOf(StaffId staff) {
        var login = dsl.select(MEMBERSHIP_STAFF.LOGIN)
                .from(MEMBERSHIP_STAFF)
                .where(MEMBERSHIP_STAFF.STAFF_ID.eq(staff.value()))
                .fetchOne(MEMBERSHIP_STAFF.LOGIN);
        if (login == null) {
            return Set.of();
        }
        // E-mail addresses are stored in lower case, as logins are; customer numbers as the shop writes them.
        var accounts = new HashSet<>(dsl.select(MEMBERSHIP_IDENTIFIER.MEMBER_ID)
                .from(MEMBERSHIP_IDENTIFIER)
                .where(MEMBERSHIP_IDENTIFIER
                        .KIND
                        .eq(Kind.EMAIL.name())
                        .and(MEMBERSHIP_IDENTIFIER.VALUE.startsWith(login + "@"))
                        .or(MEMBERSHIP_IDENTIFIER
                                .KIND
                                .eq(Kind.CUSTOMER_NUMBER.name())
                                .and(MEMBERSHIP_IDENTIFIER.VALUE.in(login, login.toUpperCase(Locale.ROOT)))))
                .fetchSet(row -> new MemberId(row.value1())));
        of(staff).ifPresent(accounts::add);
        return accounts;
    }

    @Override
    public Optional<MemberId> of(StaffId staff) {
        return dsl.select(MEMBERSHIP_STAFF_OWN.MEMBER_ID)
                .from(MEMBERSHIP_STAFF_OWN)
                .where(MEMBERSHIP_STAFF_OWN.STAFF_ID.eq(staff.value()))
                .fetchOptional(row -> new MemberId(row.value1()));
    }

    @Override
    public void put(StaffId staff, MemberId member, Instant at) {
        dsl.insertInto(MEMBERSHIP_STAFF_OWN)
                .set(MEMBERSHIP_STAFF_OWN.STAFF_ID, staff.value())
                .set(MEMBERSHIP_STAFF_OWN.MEMBER_ID, member.value())
                .set(MEMBERSHIP_STAFF_OWN.LINKED_AT, at)
                .onDuplicateKeyUpdate()
                .set(MEMBERSHIP_STAFF_OWN.MEMBER_ID, member.value())
                .set(MEMBERSHIP_STAFF_OWN.LINKED_AT, at)
                .execute();
    }

    @Override
    public void remove(StaffId staff) {
        dsl.deleteFrom(MEMBERSHIP_STAFF_OWN)
                .where(MEMBERSHIP_STAFF_OWN.STAFF_ID.eq(staff.value()))
                .execute();
    }
}
