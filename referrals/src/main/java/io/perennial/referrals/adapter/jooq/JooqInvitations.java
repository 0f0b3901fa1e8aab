package io.perennial.referrals.adapter.jooq;

import static io.perennial.referrals.adapter.jooq.generated.tables.ReferralsInvitation.REFERRALS_INVITATION;

import io.perennial.membership.MemberId;
import io.perennial.referrals.adapter.jooq.generated.tables.records.ReferralsInvitationRecord;
import io.perennial.referrals.domain.InvitationCode;
import io.perennial.referrals.domain.Invitations;
import java.time.Instant;
import java.util.Optional;
import org.jooq.DSLContext;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

@Component
class JooqInvitations implements Invitations {

    private final DSLContext dsl;

    JooqInvitations(DSLContext dsl) {
        this.dsl = dsl;
    }

    @Override
    public Optional<InvitationCode> codeOf(MemberId member) {
        var invitation = REFERRALS_INVITATION;
        return dsl.select(invitation.CODE)
                .from(invitation)
                .where(invitation.MEMBER_ID.eq(member.value()))
                .fetchOptional(row -> new InvitationCode(row.value1()));
    }

    @Override
    public Optional<MemberId> inviterOf(InvitationCode code) {
        var invitation = REFERRALS_INVITATION;
        return dsl.select(invitation.MEMBER_ID)
                .from(invitation)
                .where(invitation.CODE.eq(code.value()))
                .fetchOptional(row -> new MemberId(row.value1()));
    }

    /** The server undoes just the refused statement, so the caller's transaction goes on. */
    @Override
    public boolean add(MemberId member, InvitationCode code, Instant at) {
        try {
            dsl.insertInto(REFERRALS_INVITATION)
                    .set(new ReferralsInvitationRecord(member.value(), code.value(), at))
                    .execute();
            return true;
        } catch (DuplicateKeyException _) {
            return false;
        }
    }
}
