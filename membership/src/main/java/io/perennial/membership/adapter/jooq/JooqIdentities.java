package io.perennial.membership.adapter.jooq;

import static io.perennial.membership.adapter.jooq.generated.tables.MembershipIdentifier.MEMBERSHIP_IDENTIFIER;
import static io.perennial.membership.adapter.jooq.generated.tables.MembershipIdentifierLost.MEMBERSHIP_IDENTIFIER_LOST;

import com.fasterxml.uuid.Generators;
import io.perennial.membership.Identifier;
import io.perennial.membership.Identifier.Kind;
import io.perennial.membership.KeepIdentifiers.Lost;
import io.perennial.membership.MemberId;
import io.perennial.membership.adapter.jooq.generated.tables.records.MembershipIdentifierRecord;
import io.perennial.membership.domain.Identities;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

@Component
class JooqIdentities implements Identities {

    private final DSLContext dsl;

    JooqIdentities(DSLContext dsl) {
        this.dsl = dsl;
    }

    @Override
    public Optional<Held> find(Identifier identifier) {
        return dsl.selectFrom(MEMBERSHIP_IDENTIFIER).where(is(identifier)).fetchOptional(JooqIdentities::toHeld);
    }

    @Override
    public List<Held> of(MemberId member) {
        return dsl.selectFrom(MEMBERSHIP_IDENTIFIER)
                .where(MEMBERSHIP_IDENTIFIER.MEMBER_ID.eq(member.value()))
                .orderBy(MEMBERSHIP_IDENTIFIER.ADDED_AT, MEMBERSHIP_IDENTIFIER.KIND, MEMBERSHIP_IDENTIFIER.VALUE)
                .fetch(JooqIdentities::toHeld);
    }

    @Override
    public void prove(Identifier identifier, Instant at) {
        dsl.update(MEMBERSHIP_IDENTIFIER)
                .set(MEMBERSHIP_IDENTIFIER.PROVEN_AT, at)
                .where(is(identifier))
                .execute();
    }

    @Override
    public boolean add(Held held) {
        try {
            dsl.insertInto(MEMBERSHIP_IDENTIFIER)
                    .set(MEMBERSHIP_IDENTIFIER.MEMBER_ID, held.member().value())
                    .set(MEMBERSHIP_IDENTIFIER.KIND, held.identifier().kind().name())
                    .set(MEMBERSHIP_IDENTIFIER.VALUE, held.identifier().value())
                    .set(MEMBERSHIP_IDENTIFIER.ADDED_AT, held.addedAt())
                    .set(MEMBERSHIP_IDENTIFIER.PROVEN_AT, held.provenAt().orElse(null))
                    .execute();
            return true;
        } catch (DuplicateKeyException _) {
            return false;
        }
    }

    @Override
    public boolean remove(MemberId member, Identifier identifier) {
        return dsl.deleteFrom(MEMBERSHIP_IDENTIFIER)
                        .where(is(identifier))
                        .and(MEMBERSHIP_IDENTIFIER.MEMBER_ID.eq(member.value()))
                        .execute()
                == 1;
    }

    @Override
    public void lose(MemberId member, Lost lost) {
        dsl.insertInto(MEMBERSHIP_IDENTIFIER_LOST)
                .set(MEMBERSHIP_IDENTIFIER_LOST.MEMBER_ID, member.value())
                .set(
                        MEMBERSHIP_IDENTIFIER_LOST.LOST_ID,
                        Generators.timeBasedEpochGenerator().generate())
                .set(MEMBERSHIP_IDENTIFIER_LOST.KIND, lost.kind().name())
                .set(MEMBERSHIP_IDENTIFIER_LOST.ENDING, lost.ending())
                .set(MEMBERSHIP_IDENTIFIER_LOST.LOST_AT, lost.at())
                .execute();
    }

    @Override
    public List<Lost> lost(MemberId member) {
        return dsl.selectFrom(MEMBERSHIP_IDENTIFIER_LOST)
                .where(MEMBERSHIP_IDENTIFIER_LOST.MEMBER_ID.eq(member.value()))
                .and(MEMBERSHIP_IDENTIFIER_LOST.SEEN_AT.isNull())
                .orderBy(MEMBERSHIP_IDENTIFIER_LOST.LOST_ID)
                .fetch(row -> new Lost(Kind.valueOf(row.getKind()), row.getEnding(), row.getLostAt()));
    }

    @Override
    public void told(MemberId member, Instant at) {
        dsl.update(MEMBERSHIP_IDENTIFIER_LOST)
                .set(MEMBERSHIP_IDENTIFIER_LOST.SEEN_AT, at)
                .where(MEMBERSHIP_IDENTIFIER_LOST.MEMBER_ID.eq(member.value()))
                .and(MEMBERSHIP_IDENTIFIER_LOST.SEEN_AT.isNull())
                .execute();
    }

    private static Condition is(Identifier identifier) {
        return MEMBERSHIP_IDENTIFIER
                .KIND
                .eq(identifier.kind().name())
                .and(MEMBERSHIP_IDENTIFIER.VALUE.eq(identifier.value()));
    }

    private static Held toHeld(MembershipIdentifierRecord row) {
        return new Held(
                new MemberId(row.getMemberId()),
                new Identifier(Kind.valueOf(row.getKind()), row.getValue()),
                row.getAddedAt(),
                Optional.ofNullable(row.getProvenAt()));
    }
}
