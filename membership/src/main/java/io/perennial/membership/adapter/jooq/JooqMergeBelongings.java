package io.perennial.membership.adapter.jooq;

import static io.perennial.membership.adapter.jooq.generated.tables.MembershipBenefitGrant.MEMBERSHIP_BENEFIT_GRANT;
import static io.perennial.membership.adapter.jooq.generated.tables.MembershipBenefitUse.MEMBERSHIP_BENEFIT_USE;
import static io.perennial.membership.adapter.jooq.generated.tables.MembershipIdentifier.MEMBERSHIP_IDENTIFIER;
import static io.perennial.membership.adapter.jooq.generated.tables.MembershipIdentifierLost.MEMBERSHIP_IDENTIFIER_LOST;
import static io.perennial.membership.adapter.jooq.generated.tables.MembershipMemberTag.MEMBERSHIP_MEMBER_TAG;
import static io.perennial.membership.adapter.jooq.generated.tables.MembershipMerge.MEMBERSHIP_MERGE;
import static io.perennial.membership.adapter.jooq.generated.tables.MembershipMergePart.MEMBERSHIP_MERGE_PART;
import static io.perennial.membership.adapter.jooq.generated.tables.MembershipPartnerCode.MEMBERSHIP_PARTNER_CODE;
import static io.perennial.membership.adapter.jooq.generated.tables.MembershipStaffOwn.MEMBERSHIP_STAFF_OWN;
import static io.perennial.membership.adapter.jooq.generated.tables.MembershipTierFloor.MEMBERSHIP_TIER_FLOOR;
import static org.jooq.impl.DSL.select;

import io.perennial.membership.Belongings;
import io.perennial.membership.MemberId;
import io.perennial.membership.domain.Merges;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.TableField;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Rows of this module that change hands when members are merged, and what is kept about the merges themselves. A password
 * and passkeys stay where they are, since nobody signs in as one who was merged.
 */
@Component
class JooqMergeBelongings implements Belongings {

    private static final String ERASED = "–";

    /** A row that belongs to a member and has an id of its own. */
    private record Owned(
            String what, TableField<? extends Record, UUID> owner, TableField<? extends Record, UUID> id) {}

    private static final List<Owned> OWNED = List.of(
            new Owned("floor", MEMBERSHIP_TIER_FLOOR.MEMBER_ID, MEMBERSHIP_TIER_FLOOR.FLOOR_ID),
            new Owned("benefit-grant", MEMBERSHIP_BENEFIT_GRANT.MEMBER_ID, MEMBERSHIP_BENEFIT_GRANT.GRANT_ID),
            new Owned("benefit-use", MEMBERSHIP_BENEFIT_USE.MEMBER_ID, MEMBERSHIP_BENEFIT_USE.USE_ID),
            new Owned("partner-code", MEMBERSHIP_PARTNER_CODE.MEMBER_ID, MEMBERSHIP_PARTNER_CODE.CODE_ID),
            new Owned("lost-identifier", MEMBERSHIP_IDENTIFIER_LOST.MEMBER_ID, MEMBERSHIP_IDENTIFIER_LOST.LOST_ID),
            new Owned("staff", MEMBERSHIP_STAFF_OWN.MEMBER_ID, MEMBERSHIP_STAFF_OWN.STAFF_ID));

    private final DSLContext dsl;
    private final Merges merges;

    JooqMergeBelongings(DSLContext dsl, Merges merges) {
        this.dsl = dsl;
        this.merges = merges;
    }

    @Override
    public List<Section> exported(MemberId member) {
        return List.of(new Section(
                "membership.merges",
                List.of("merged_at", "undone_at"),
                dsl.select(MEMBERSHIP_MERGE.DECIDED_AT, MEMBERSHIP_MERGE.UNDONE_AT)
                        .from(MEMBERSHIP_MERGE)
                        .where(
                                MEMBERSHIP_MERGE.SURVIVOR_ID.eq(member.value()),
                                MEMBERSHIP_MERGE.BEFORE_JSON.isNotNull())
                        .orderBy(MEMBERSHIP_MERGE.MERGE_ID)
                        .fetch(Record::intoList)));
    }

    /** Of a merge stays who, when and by whom; it cannot be undone any more. */
    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void erased(Erasure erasure) {
        var member = erasure.member().value();
        var theirs = MEMBERSHIP_MERGE.MERGED_ID.eq(member).or(MEMBERSHIP_MERGE.SURVIVOR_ID.eq(member));
        dsl.deleteFrom(MEMBERSHIP_MERGE_PART)
                .where(MEMBERSHIP_MERGE_PART.MERGE_ID.in(
                        select(MEMBERSHIP_MERGE.MERGE_ID).from(MEMBERSHIP_MERGE).where(theirs)))
                .execute();
        dsl.update(MEMBERSHIP_MERGE)
                .set(MEMBERSHIP_MERGE.REASON, ERASED)
                .setNull(MEMBERSHIP_MERGE.UNDO_REASON)
                .setNull(MEMBERSHIP_MERGE.BEFORE_JSON)
                .where(theirs)
                .execute();
    }

    @Override
    public List<Holding> holdings(MemberId member) {
        var holdings = new ArrayList<Holding>();
        holdings.add(new Holding("membership.identifier", count(MEMBERSHIP_IDENTIFIER.MEMBER_ID, member)));
        holdings.add(new Holding("membership.tag", count(MEMBERSHIP_MEMBER_TAG.MEMBER_ID, member), true));
        OWNED.forEach(each -> holdings.add(new Holding("membership." + each.what(), count(each.owner(), member))));
        return holdings;
    }

    private long count(TableField<? extends Record, UUID> owner, MemberId member) {
        return dsl.fetchCount(dsl.selectOne()
                .from(java.util.Objects.requireNonNull(owner.getTable()))
                .where(owner.eq(member.value())));
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void moved(Move move) {
        var identifiers = dsl.select(MEMBERSHIP_IDENTIFIER.KIND, MEMBERSHIP_IDENTIFIER.VALUE)
                .from(MEMBERSHIP_IDENTIFIER)
                .where(MEMBERSHIP_IDENTIFIER.MEMBER_ID.eq(move.from().value()))
                .fetch(row -> row.value1() + ":" + row.value2());
        merges.note(move.merge(), JooqMerges.IDENTIFIER, identifiers);
        dsl.update(MEMBERSHIP_IDENTIFIER)
                .set(MEMBERSHIP_IDENTIFIER.MEMBER_ID, move.to().value())
                .where(MEMBERSHIP_IDENTIFIER.MEMBER_ID.eq(move.from().value()))
                .execute();
        for (var each : OWNED) {
            var ids = dsl.select(each.id())
                    .from(java.util.Objects.requireNonNull(each.owner().getTable()))
                    .where(each.owner().eq(move.from().value()))
                    .fetch(row -> row.value1().toString());
            merges.note(move.merge(), each.what(), ids);
            pass(each, ids, move.from(), move.to());
        }
    }

    private int pass(Owned what, List<String> ids, MemberId from, MemberId to) {
        return ids.isEmpty()
                ? 0
                : dsl.update(java.util.Objects.requireNonNull(what.owner().getTable()))
                        .set(what.owner(), to.value())
                        .where(what.owner().eq(from.value()))
                        .and(what.id().in(ids.stream().map(UUID::fromString).toList()))
                        .execute();
    }

    @Override
    public List<Return> returning(Move move) {
        var rows = new ArrayList<Return>();
        var identifiers = merges.noted(move.merge(), JooqMerges.IDENTIFIER);
        var there = identifiers.stream().filter(each -> has(move.to(), each)).count();
        rows.add(new Return("membership.identifier", there, identifiers.size() - there));
        for (var each : OWNED) {
            var ids = merges.noted(move.merge(), each.what());
            var still = ids.isEmpty()
                    ? 0
                    : dsl.fetchCount(dsl.selectOne()
                            .from(java.util.Objects.requireNonNull(each.owner().getTable()))
                            .where(each.owner().eq(move.to().value()))
                            .and(each.id().in(ids.stream().map(UUID::fromString).toList())));
            rows.add(new Return("membership." + each.what(), still, ids.size() - still));
        }
        return rows;
    }

    private boolean has(MemberId member, String identifier) {
        var parts = identifier.split(":", 2);
        return dsl.fetchExists(
                MEMBERSHIP_IDENTIFIER,
                MEMBERSHIP_IDENTIFIER
                        .MEMBER_ID
                        .eq(member.value())
                        .and(MEMBERSHIP_IDENTIFIER.KIND.eq(parts[0]))
                        .and(MEMBERSHIP_IDENTIFIER.VALUE.eq(parts[1])));
    }

    /** An identifier that went to somebody else meanwhile, or was taken off, stays where it is. */
    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void returned(Move move) {
        for (var identifier : merges.noted(move.merge(), JooqMerges.IDENTIFIER)) {
            var parts = identifier.split(":", 2);
            dsl.update(MEMBERSHIP_IDENTIFIER)
                    .set(MEMBERSHIP_IDENTIFIER.MEMBER_ID, move.from().value())
                    .where(
                            MEMBERSHIP_IDENTIFIER.MEMBER_ID.eq(move.to().value()),
                            MEMBERSHIP_IDENTIFIER.KIND.eq(parts[0]),
                            MEMBERSHIP_IDENTIFIER.VALUE.eq(parts[1]))
                    .execute();
        }
        OWNED.forEach(each -> pass(each, merges.noted(move.merge(), each.what()), move.to(), move.from()));
    }
}
