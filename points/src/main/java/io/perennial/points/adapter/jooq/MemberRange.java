package io.perennial.points.adapter.jooq;

import static org.jooq.impl.DSL.noCondition;

import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/**
 * Accounts of ids from one to another.
 *
 * @param after exclusive; absent for the first range
 * @param until inclusive; absent for the last range
 */
record MemberRange(@Nullable UUID after, @Nullable UUID until) implements MemberSet {

    static final MemberRange ALL = new MemberRange(null, null);

    @Override
    public Condition of(Field<UUID> member) {
        return (after == null ? noCondition() : member.gt(after)).and(until == null ? noCondition() : member.le(until));
    }
}
