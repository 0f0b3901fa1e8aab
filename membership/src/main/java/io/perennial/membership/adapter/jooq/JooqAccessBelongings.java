package io.perennial.membership.adapter.jooq;

import static io.perennial.membership.adapter.jooq.generated.tables.MembershipIdentifierLost.MEMBERSHIP_IDENTIFIER_LOST;
import static io.perennial.membership.adapter.jooq.generated.tables.MembershipPasskey.MEMBERSHIP_PASSKEY;

import io.perennial.membership.Belongings;
import io.perennial.membership.KeyHolder.Door;
import io.perennial.membership.MemberId;
import java.util.Arrays;
import java.util.List;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/** Passkeys, without what recognises them, and the numbers that went to somebody else. */
@Component
class JooqAccessBelongings implements Belongings {

    private final DSLContext dsl;

    JooqAccessBelongings(DSLContext dsl) {
        this.dsl = dsl;
    }

    @Override
    public List<Section> exported(MemberId member) {
        var passkeys = dsl.select(
                        MEMBERSHIP_PASSKEY.NAME, MEMBERSHIP_PASSKEY.CREATED_AT, MEMBERSHIP_PASSKEY.LAST_USED_AT)
                .from(MEMBERSHIP_PASSKEY)
                .where(MEMBERSHIP_PASSKEY.OWNER_ID.eq(member.value()))
                .and(MEMBERSHIP_PASSKEY.DOOR.eq(Door.MEMBER.name()))
                .orderBy(MEMBERSHIP_PASSKEY.PASSKEY_ID)
                .fetch(row -> Arrays.<Object>asList(row.value1(), row.value2(), row.value3()));
        var lost = dsl.select(
                        MEMBERSHIP_IDENTIFIER_LOST.KIND,
                        MEMBERSHIP_IDENTIFIER_LOST.ENDING,
                        MEMBERSHIP_IDENTIFIER_LOST.LOST_AT)
                .from(MEMBERSHIP_IDENTIFIER_LOST)
                .where(MEMBERSHIP_IDENTIFIER_LOST.MEMBER_ID.eq(member.value()))
                .orderBy(MEMBERSHIP_IDENTIFIER_LOST.LOST_ID)
                .fetch(row -> Arrays.<Object>asList(row.value1(), row.value2(), row.value3()));
        return List.of(
                new Section("membership.passkeys", List.of("name", "added", "last-used"), passkeys),
                new Section("membership.lost-identifiers", List.of("kind", "ending", "at"), lost));
    }

    @Override
    public void erased(Erasure erasure) {
        dsl.deleteFrom(MEMBERSHIP_PASSKEY)
                .where(MEMBERSHIP_PASSKEY.OWNER_ID.eq(erasure.member().value()))
                .and(MEMBERSHIP_PASSKEY.DOOR.eq(Door.MEMBER.name()))
                .execute();
        dsl.deleteFrom(MEMBERSHIP_IDENTIFIER_LOST)
                .where(MEMBERSHIP_IDENTIFIER_LOST.MEMBER_ID.eq(erasure.member().value()))
                .execute();
    }
}
