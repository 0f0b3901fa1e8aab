package io.perennial.points.adapter.jooq;

import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;

/** Accounts that are looked at together. */
sealed interface MemberSet permits MemberRange, MemberList {

    Condition of(Field<UUID> member);
}
