package io.perennial.membership.adapter.jooq;

import static io.perennial.membership.adapter.jooq.generated.tables.MembershipBenefit.MEMBERSHIP_BENEFIT;
import static io.perennial.membership.adapter.jooq.generated.tables.MembershipBenefitGrant.MEMBERSHIP_BENEFIT_GRANT;
import static io.perennial.membership.adapter.jooq.generated.tables.MembershipBenefitUse.MEMBERSHIP_BENEFIT_USE;
import static io.perennial.membership.adapter.jooq.generated.tables.MembershipPartnerCode.MEMBERSHIP_PARTNER_CODE;
import static io.perennial.membership.adapter.jooq.generated.tables.MembershipTierFloor.MEMBERSHIP_TIER_FLOOR;
import static org.jooq.impl.DSL.field;

import io.perennial.membership.Belongings;
import io.perennial.membership.MemberId;
import java.util.Arrays;
import java.util.List;
import org.jooq.DSLContext;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Tiers given by hand, benefits granted and used. What staff wrote and the codes go; that there was something stays. */
@Component
@Order(20)
class JooqTierBelongings implements Belongings {

    private static final String ERASED = "–";

    private final DSLContext dsl;

    JooqTierBelongings(DSLContext dsl) {
        this.dsl = dsl;
    }

    @Override
    public List<Section> exported(MemberId member) {
        var floors = dsl.selectFrom(MEMBERSHIP_TIER_FLOOR)
                .where(MEMBERSHIP_TIER_FLOOR.MEMBER_ID.eq(member.value()))
                .orderBy(MEMBERSHIP_TIER_FLOOR.FLOOR_ID)
                .fetch(row -> Arrays.<Object>asList(
                        row.getTierCode(), row.getReason(), row.getSetAt(), row.getEndsAt(), row.getEndedAt()));
        var grants = dsl.select(MEMBERSHIP_BENEFIT.NAME_EN, MEMBERSHIP_BENEFIT_GRANT.USES)
                .select(MEMBERSHIP_BENEFIT_GRANT.BIRTHDAY, MEMBERSHIP_BENEFIT_GRANT.REASON)
                .select(MEMBERSHIP_BENEFIT_GRANT.GRANTED_AT, MEMBERSHIP_BENEFIT_GRANT.ENDS_AT)
                .from(MEMBERSHIP_BENEFIT_GRANT)
                .join(MEMBERSHIP_BENEFIT)
                .on(MEMBERSHIP_BENEFIT.BENEFIT_ID.eq(MEMBERSHIP_BENEFIT_GRANT.BENEFIT_ID))
                .where(MEMBERSHIP_BENEFIT_GRANT.MEMBER_ID.eq(member.value()))
                .orderBy(MEMBERSHIP_BENEFIT_GRANT.GRANT_ID)
                .fetch(row -> Arrays.asList(row.intoArray()));
        var uses = dsl.select(MEMBERSHIP_BENEFIT.NAME_EN, MEMBERSHIP_BENEFIT_USE.ASKED_AT)
                .select(MEMBERSHIP_BENEFIT_USE.USED_AT, MEMBERSHIP_BENEFIT_USE.USED_VIA)
                .from(MEMBERSHIP_BENEFIT_USE)
                .join(MEMBERSHIP_BENEFIT)
                .on(MEMBERSHIP_BENEFIT.BENEFIT_ID.eq(MEMBERSHIP_BENEFIT_USE.BENEFIT_ID))
                .where(MEMBERSHIP_BENEFIT_USE.MEMBER_ID.eq(member.value()))
                .orderBy(MEMBERSHIP_BENEFIT_USE.USE_ID)
                .fetch(row -> Arrays.asList(row.intoArray()));
        return List.of(
                new Section(
                        "membership.tiers-given", List.of("tier", "reason", "given_at", "ends_at", "ended_at"), floors),
                new Section(
                        "membership.benefits-granted",
                        List.of("benefit", "uses", "for_birthday", "reason", "granted_at", "ends_at"),
                        grants),
                new Section("membership.benefits-used", List.of("benefit", "asked_at", "used_at", "place"), uses));
    }

    @Override
    public void erased(Erasure erasure) {
        var member = erasure.member().value();
        dsl.update(MEMBERSHIP_TIER_FLOOR)
                .set(MEMBERSHIP_TIER_FLOOR.REASON, ERASED)
                .where(MEMBERSHIP_TIER_FLOOR.MEMBER_ID.eq(member))
                .execute();
        dsl.update(MEMBERSHIP_BENEFIT_GRANT)
                .setNull(MEMBERSHIP_BENEFIT_GRANT.REASON)
                .where(MEMBERSHIP_BENEFIT_GRANT.MEMBER_ID.eq(member))
                .execute();
        // Codes of a partner's list are unique, and what was taken must stay taken.
        dsl.update(MEMBERSHIP_PARTNER_CODE)
                .set(MEMBERSHIP_PARTNER_CODE.CODE, field("hex({0})", String.class, MEMBERSHIP_PARTNER_CODE.CODE_ID))
                .where(MEMBERSHIP_PARTNER_CODE.MEMBER_ID.eq(member))
                .execute();
        dsl.update(MEMBERSHIP_BENEFIT_USE)
                .set(MEMBERSHIP_BENEFIT_USE.CODE, ERASED)
                .setNull(MEMBERSHIP_BENEFIT_USE.COUNTER_CODE)
                .setNull(MEMBERSHIP_BENEFIT_USE.USED_VIA)
                .where(MEMBERSHIP_BENEFIT_USE.MEMBER_ID.eq(member))
                .execute();
    }
}
