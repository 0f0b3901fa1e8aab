package io.perennial.referrals.adapter.jooq;

import io.perennial.referrals.domain.Invitations;
import io.perennial.referrals.domain.InvitationsContract;
import io.perennial.testing.OnTestDatabase;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.modulith.test.ApplicationModuleTest;

@ApplicationModuleTest
@OnTestDatabase
class JooqInvitationsTests extends InvitationsContract {

    @Autowired
    private Invitations invitations;

    @Override
    protected Invitations invitations() {
        return invitations;
    }
}
