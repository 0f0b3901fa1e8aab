package io.perennial.referrals.adapter.jooq;

import static io.perennial.referrals.adapter.jooq.generated.tables.ReferralsInvitation.REFERRALS_INVITATION;

import io.perennial.membership.Belongings;
import io.perennial.membership.MemberId;
import java.util.Arrays;
import java.util.List;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The code by which a member invites others; nobody can use it any more once they are erased. */
@Component
class JooqInvitationBelongings implements Belongings {

    private final DSLContext dsl;

    JooqInvitationBelongings(DSLContext dsl) {
        this.dsl = dsl;
    }

    @Override
    public List<Section> exported(MemberId member) {
        return List.of(new Section(
                "referrals.invitation",
                List.of("code", "created_at"),
                dsl.select(REFERRALS_INVITATION.CODE, REFERRALS_INVITATION.CREATED_AT)
                        .from(REFERRALS_INVITATION)
                        .where(REFERRALS_INVITATION.MEMBER_ID.eq(member.value()))
                        .fetch(row -> Arrays.<Object>asList(row.value1(), row.value2()))));
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void erased(Erasure erasure) {
        dsl.deleteFrom(REFERRALS_INVITATION)
                .where(REFERRALS_INVITATION.MEMBER_ID.eq(erasure.member().value()))
                .execute();
    }
}
