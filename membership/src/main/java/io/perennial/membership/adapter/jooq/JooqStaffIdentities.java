package io.perennial.membership.adapter.jooq;

import static io.perennial.membership.adapter.jooq.generated.tables.MembershipIdentifier.MEMBERSHIP_IDENTIFIER;
import static io.perennial.membership.adapter.jooq.generated.tables.MembershipStaff.MEMBERSHIP_STAFF;

import io.perennial.membership.Identifier.Kind;
import io.perennial.membership.MemberId;
import io.perennial.membership.RecogniseStaff;
import io.perennial.membership.StaffId;
import java.util.Locale;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

@Repository
class JooqStaffIdentities implements RecogniseStaff {

    private final DSLContext dsl;

    JooqStaffIdentities(DSLContext dsl) {
        this.dsl = dsl;
    }

    @Override
    public boolean isThemselves(StaffId staff, MemberId member) {
        var login = dsl.select(MEMBERSHIP_STAFF.LOGIN)
                .from(MEMBERSHIP_STAFF)
                .where(MEMBERSHIP_STAFF.STAFF_ID.eq(staff.value()))
                .fetchOne(MEMBERSHIP_STAFF.LOGIN);
        return login != null
                && dsl
                        .select(MEMBERSHIP_IDENTIFIER.KIND, MEMBERSHIP_IDENTIFIER.VALUE)
                        .from(MEMBERSHIP_IDENTIFIER)
                        .where(MEMBERSHIP_IDENTIFIER.MEMBER_ID.eq(member.value()))
                        .fetch()
                        .stream()
                        .anyMatch(row -> names(
                                row.get(MEMBERSHIP_IDENTIFIER.KIND), row.get(MEMBERSHIP_IDENTIFIER.VALUE), login));
    }

    private static boolean names(String kind, String value, String login) {
        var plain = value.toLowerCase(Locale.ROOT);
        return switch (Kind.valueOf(kind)) {
            case EMAIL -> plain.startsWith(login + "@");
            case CUSTOMER_NUMBER -> plain.equals(login);
            default -> false;
        };
    }
}
