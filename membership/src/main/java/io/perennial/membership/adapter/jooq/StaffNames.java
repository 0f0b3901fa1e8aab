package io.perennial.membership.adapter.jooq;

import static io.perennial.membership.adapter.jooq.generated.tables.MembershipStaff.MEMBERSHIP_STAFF;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;

import java.util.UUID;
import org.jooq.Field;

/**
 * The name of who did something, asked for with each line of a page. Not joined: MySQL would rather hash the few staff there
 * are, and read and sort a whole trail for one page of it.
 */
final class StaffNames {

    static final Field<String> NAME = field(name("staff_name"), String.class);

    private StaffNames() {}

    static Field<String> of(Field<UUID> staff) {
        return field(select(MEMBERSHIP_STAFF.DISPLAY_NAME)
                        .from(MEMBERSHIP_STAFF)
                        .where(MEMBERSHIP_STAFF.STAFF_ID.eq(staff)))
                .as(NAME);
    }
}
