package io.perennial.points.adapter.jooq;

import java.util.List;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;

/** Accounts here and there. */
record MemberList(List<UUID> members) implements MemberSet {

    /** So few that both servers go to each of them by the key: MariaDB makes a join of a thousand and more. */
    static final int MOST = 500;

    MemberList {
        members = List.copyOf(members);
        if (members.size() > MOST) {
            throw new IllegalArgumentException(members.size() + " members");
        }
    }

    @Override
    public Condition of(Field<UUID> member) {
        return member.in(members);
    }
}
