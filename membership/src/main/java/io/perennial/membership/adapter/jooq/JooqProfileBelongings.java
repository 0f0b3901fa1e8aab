package io.perennial.membership.adapter.jooq;

import static io.perennial.membership.adapter.jooq.generated.tables.MembershipChange.MEMBERSHIP_CHANGE;
import static io.perennial.membership.adapter.jooq.generated.tables.MembershipConsentEvent.MEMBERSHIP_CONSENT_EVENT;
import static io.perennial.membership.adapter.jooq.generated.tables.MembershipExport.MEMBERSHIP_EXPORT;
import static io.perennial.membership.adapter.jooq.generated.tables.MembershipExportPiece.MEMBERSHIP_EXPORT_PIECE;
import static io.perennial.membership.adapter.jooq.generated.tables.MembershipGrowth.MEMBERSHIP_GROWTH;
import static io.perennial.membership.adapter.jooq.generated.tables.MembershipIdentifier.MEMBERSHIP_IDENTIFIER;
import static io.perennial.membership.adapter.jooq.generated.tables.MembershipMember.MEMBERSHIP_MEMBER;
import static io.perennial.membership.adapter.jooq.generated.tables.MembershipMemberTag.MEMBERSHIP_MEMBER_TAG;
import static io.perennial.membership.adapter.jooq.generated.tables.MembershipNamePart.MEMBERSHIP_NAME_PART;
import static io.perennial.membership.adapter.jooq.generated.tables.MembershipPassword.MEMBERSHIP_PASSWORD;
import static io.perennial.membership.adapter.jooq.generated.tables.MembershipStaffOwn.MEMBERSHIP_STAFF_OWN;
import static io.perennial.membership.adapter.jooq.generated.tables.MembershipTierChange.MEMBERSHIP_TIER_CHANGE;

import io.perennial.membership.Belongings;
import io.perennial.membership.MemberId;
import io.perennial.membership.Programme;
import io.perennial.membership.domain.Tags;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.ResultQuery;
import org.jooq.TableField;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What this module keeps about a member. The log of consents outlives them: it says what was agreed to and when, under an id
 * that is nobody's. Of the audit trail who did what and when stays, and the values go.
 */
@Component
class JooqProfileBelongings implements Belongings {

    private final DSLContext dsl;
    private final Tags tags;
    private final Programme programme;

    JooqProfileBelongings(DSLContext dsl, Tags tags, Programme programme) {
        this.dsl = dsl;
        this.tags = tags;
        this.programme = programme;
    }

    @Override
    public List<Section> exported(MemberId member) {
        return List.of(
                section(
                        "membership.profile",
                        dsl.select(
                                        MEMBERSHIP_MEMBER.DISPLAY_NAME,
                                        MEMBERSHIP_MEMBER.STATUS,
                                        MEMBERSHIP_MEMBER.LOCALE,
                                        MEMBERSHIP_MEMBER.TIME_ZONE,
                                        MEMBERSHIP_MEMBER.BIRTHDAY,
                                        MEMBERSHIP_MEMBER.REGION,
                                        MEMBERSHIP_MEMBER.INTERESTS,
                                        MEMBERSHIP_MEMBER.ENROLLED_VIA,
                                        MEMBERSHIP_MEMBER.ENROLLED_AT)
                                .from(MEMBERSHIP_MEMBER)
                                .where(MEMBERSHIP_MEMBER.MEMBER_ID.eq(member.value()))),
                section(
                        "membership.identifiers",
                        dsl.select(
                                        MEMBERSHIP_IDENTIFIER.KIND,
                                        MEMBERSHIP_IDENTIFIER.VALUE,
                                        MEMBERSHIP_IDENTIFIER.ADDED_AT)
                                .from(MEMBERSHIP_IDENTIFIER)
                                .where(MEMBERSHIP_IDENTIFIER.MEMBER_ID.eq(member.value()))),
                section(
                        "membership.tags",
                        dsl.select(MEMBERSHIP_MEMBER_TAG.TAG, MEMBERSHIP_MEMBER_TAG.SET_AT)
                                .from(MEMBERSHIP_MEMBER_TAG)
                                .where(MEMBERSHIP_MEMBER_TAG.MEMBER_ID.eq(member.value()))),
                section(
                        "membership.consents",
                        dsl.select(
                                        MEMBERSHIP_CONSENT_EVENT.SEQ,
                                        MEMBERSHIP_CONSENT_EVENT.PURPOSE,
                                        MEMBERSHIP_CONSENT_EVENT.CHANNEL,
                                        MEMBERSHIP_CONSENT_EVENT.GIVEN,
                                        MEMBERSHIP_CONSENT_EVENT.WORDING_VERSION,
                                        MEMBERSHIP_CONSENT_EVENT.WORDING_LOCALE,
                                        MEMBERSHIP_CONSENT_EVENT.HOW,
                                        MEMBERSHIP_CONSENT_EVENT.AT)
                                .from(MEMBERSHIP_CONSENT_EVENT)
                                .where(MEMBERSHIP_CONSENT_EVENT.MEMBER_ID.eq(member.value()))
                                .orderBy(MEMBERSHIP_CONSENT_EVENT.SEQ)),
                section(
                        "membership.growth",
                        dsl.select(
                                        MEMBERSHIP_GROWTH.SEQ,
                                        MEMBERSHIP_GROWTH.AMOUNT,
                                        MEMBERSHIP_GROWTH.GROWTH_AFTER,
                                        MEMBERSHIP_GROWTH.HAPPENED_AT)
                                .from(MEMBERSHIP_GROWTH)
                                .where(MEMBERSHIP_GROWTH.MEMBER_ID.eq(member.value()))
                                .orderBy(MEMBERSHIP_GROWTH.SEQ)),
                section(
                        "membership.tier_changes",
                        dsl.select(
                                        MEMBERSHIP_TIER_CHANGE.FROM_CODE,
                                        MEMBERSHIP_TIER_CHANGE.TO_CODE,
                                        MEMBERSHIP_TIER_CHANGE.GROWTH,
                                        MEMBERSHIP_TIER_CHANGE.CHANGED_AT)
                                .from(MEMBERSHIP_TIER_CHANGE)
                                .where(MEMBERSHIP_TIER_CHANGE.MEMBER_ID.eq(member.value()))),
                section(
                        "membership.what_staff_did",
                        dsl.select(MEMBERSHIP_CHANGE.CHANGED_AT, MEMBERSHIP_CHANGE.ACTION)
                                .from(MEMBERSHIP_CHANGE)
                                .where(MEMBERSHIP_CHANGE.MEMBER_ID.eq(member.value()))
                                .orderBy(MEMBERSHIP_CHANGE.CHANGE_ID)));
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void erased(Erasure erasure) {
        var member = erasure.member();
        tags.unset(member, tags.of(member));
        List.<TableField<? extends Record, UUID>>of(
                        MEMBERSHIP_IDENTIFIER.MEMBER_ID,
                        MEMBERSHIP_PASSWORD.MEMBER_ID,
                        MEMBERSHIP_NAME_PART.MEMBER_ID,
                        MEMBERSHIP_EXPORT_PIECE.MEMBER_ID,
                        MEMBERSHIP_EXPORT.MEMBER_ID,
                        MEMBERSHIP_STAFF_OWN.MEMBER_ID)
                .forEach(owner -> delete(owner, member));
        dsl.update(MEMBERSHIP_MEMBER)
                .setNull(MEMBERSHIP_MEMBER.DISPLAY_NAME)
                .setNull(MEMBERSHIP_MEMBER.BIRTHDAY)
                .setNull(MEMBERSHIP_MEMBER.REGION)
                .set(MEMBERSHIP_MEMBER.INTERESTS, "")
                .set(MEMBERSHIP_MEMBER.LOCALE, Locale.SIMPLIFIED_CHINESE.toLanguageTag())
                .set(MEMBERSHIP_MEMBER.TIME_ZONE, programme.zone().getId())
                .set(MEMBERSHIP_MEMBER.VERSION, MEMBERSHIP_MEMBER.VERSION.plus(1))
                .where(MEMBERSHIP_MEMBER.MEMBER_ID.eq(member.value()))
                .execute();
        dsl.update(MEMBERSHIP_CHANGE)
                .setNull(MEMBERSHIP_CHANGE.BEFORE_JSON)
                .setNull(MEMBERSHIP_CHANGE.AFTER_JSON)
                .where(MEMBERSHIP_CHANGE.MEMBER_ID.eq(member.value()))
                .execute();
    }

    private void delete(TableField<? extends Record, UUID> owner, MemberId member) {
        dsl.deleteFrom(java.util.Objects.requireNonNull(owner.getTable()))
                .where(owner.eq(member.value()))
                .execute();
    }

    private static Section section(String name, ResultQuery<? extends Record> query) {
        var rows = query.fetch();
        return new Section(
                name,
                List.of(rows.fields()).stream().map(Field::getName).toList(),
                rows.stream().map(Record::intoList).toList());
    }
}
