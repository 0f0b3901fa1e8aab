package io.perennial.referrals.adapter.jooq;

import io.perennial.membership.FollowMembers;
import io.perennial.referrals.domain.Invitations;
import io.perennial.referrals.domain.InvitationsContract;
import io.perennial.testing.OnTestDatabase;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.test.context.bean.override.mockito.MockitoBean;

@ApplicationModuleTest
@OnTestDatabase
class JooqInvitationsTests extends InvitationsContract {

    @Autowired
    private Invitations invitations;

    /** Nobody was merged here. */
    @MockitoBean
    private FollowMembers follow;

    @Override
    protected Invitations invitations() {
        return invitations;
    }
}
