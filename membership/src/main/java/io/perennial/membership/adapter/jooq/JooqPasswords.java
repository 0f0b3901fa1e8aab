package io.perennial.membership.adapter.jooq;

import static io.perennial.membership.adapter.jooq.generated.tables.MembershipIdentifier.MEMBERSHIP_IDENTIFIER;
import static io.perennial.membership.adapter.jooq.generated.tables.MembershipMember.MEMBERSHIP_MEMBER;
import static io.perennial.membership.adapter.jooq.generated.tables.MembershipPassword.MEMBERSHIP_PASSWORD;

import io.perennial.membership.Identifier;
import io.perennial.membership.Identifier.Kind;
import io.perennial.membership.MemberId;
import io.perennial.membership.MemberStatus;
import io.perennial.membership.domain.Passwords;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record3;
import org.springframework.stereotype.Component;

@Component
class JooqPasswords implements Passwords {

    private final DSLContext dsl;

    JooqPasswords(DSLContext dsl) {
        this.dsl = dsl;
    }

    @Override
    public Optional<Credential> of(Identifier email) {
        return credential(MEMBERSHIP_PASSWORD.MEMBER_ID.eq(dsl.select(MEMBERSHIP_IDENTIFIER.MEMBER_ID)
                .from(MEMBERSHIP_IDENTIFIER)
                .where(MEMBERSHIP_IDENTIFIER.KIND.eq(email.kind().name()))
                .and(MEMBERSHIP_IDENTIFIER.VALUE.eq(email.value()))));
    }

    @Override
    public Optional<Credential> of(MemberId member) {
        return credential(MEMBERSHIP_PASSWORD.MEMBER_ID.eq(member.value()));
    }

    private Optional<Credential> credential(Condition whose) {
        return dsl.select(MEMBERSHIP_MEMBER.MEMBER_ID, MEMBERSHIP_MEMBER.STATUS, MEMBERSHIP_PASSWORD.HASH)
                .from(MEMBERSHIP_PASSWORD)
                .join(MEMBERSHIP_MEMBER)
                .on(MEMBERSHIP_MEMBER.MEMBER_ID.eq(MEMBERSHIP_PASSWORD.MEMBER_ID))
                .where(whose)
                .fetchOptional(JooqPasswords::toCredential);
    }

    @Override
    public Optional<Identifier> emailOf(MemberId member) {
        return dsl.select(MEMBERSHIP_IDENTIFIER.VALUE)
                .from(MEMBERSHIP_PASSWORD)
                .join(MEMBERSHIP_IDENTIFIER)
                .on(MEMBERSHIP_IDENTIFIER.MEMBER_ID.eq(MEMBERSHIP_PASSWORD.MEMBER_ID))
                .where(MEMBERSHIP_PASSWORD.MEMBER_ID.eq(member.value()))
                .and(MEMBERSHIP_IDENTIFIER.KIND.eq(Kind.EMAIL.name()))
                .orderBy(MEMBERSHIP_IDENTIFIER.ADDED_AT)
                .limit(1)
                .fetchOptional(row -> new Identifier(Kind.EMAIL, row.value1()));
    }

    @Override
    public void store(MemberId member, String hash, Instant at) {
        dsl.insertInto(MEMBERSHIP_PASSWORD)
                .set(MEMBERSHIP_PASSWORD.MEMBER_ID, member.value())
                .set(MEMBERSHIP_PASSWORD.HASH, hash)
                .set(MEMBERSHIP_PASSWORD.CHANGED_AT, at)
                .onDuplicateKeyUpdate()
                .set(MEMBERSHIP_PASSWORD.HASH, hash)
                .set(MEMBERSHIP_PASSWORD.CHANGED_AT, at)
                .execute();
    }

    @Override
    public void remove(MemberId member) {
        dsl.deleteFrom(MEMBERSHIP_PASSWORD)
                .where(MEMBERSHIP_PASSWORD.MEMBER_ID.eq(member.value()))
                .execute();
    }

    @Override
    public boolean replace(MemberId member, String old, String replacement, Instant at) {
        return dsl.update(MEMBERSHIP_PASSWORD)
                        .set(MEMBERSHIP_PASSWORD.HASH, replacement)
                        .set(MEMBERSHIP_PASSWORD.CHANGED_AT, at)
                        .where(MEMBERSHIP_PASSWORD.MEMBER_ID.eq(member.value()))
                        .and(MEMBERSHIP_PASSWORD.HASH.eq(old))
                        .execute()
                == 1;
    }

    private static Credential toCredential(Record3<UUID, String, String> row) {
        return new Credential(new MemberId(row.value1()), MemberStatus.valueOf(row.value2()), row.value3());
    }
}
