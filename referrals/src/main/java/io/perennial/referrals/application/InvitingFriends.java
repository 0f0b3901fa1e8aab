package io.perennial.referrals.application;

import io.perennial.membership.FollowMembers;
import io.perennial.membership.MemberId;
import io.perennial.referrals.InviteFriends;
import io.perennial.referrals.domain.InvitationCode;
import io.perennial.referrals.domain.Invitations;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

@Component
class InvitingFriends implements InviteFriends {

    /** One attempt is enough but for two who ask at once, or a code in a million million that is taken. */
    private static final int MOST_ATTEMPTS = 10;

    private final Invitations invitations;
    private final FollowMembers follow;
    private final Clock clock;
    private final RandomGenerator random;

    @Autowired
    InvitingFriends(Invitations invitations, FollowMembers follow, Clock clock) {
        this(invitations, follow, clock, new SecureRandom());
    }

    InvitingFriends(Invitations invitations, FollowMembers follow, Clock clock, RandomGenerator random) {
        this.invitations = invitations;
        this.follow = follow;
        this.clock = clock;
        this.random = random;
    }

    @Override
    @Transactional
    public String codeOf(MemberId member) {
        for (int attempt = 1; attempt <= MOST_ATTEMPTS; attempt++) {
            var made = invitations.codeOf(member);
            if (made.isPresent()) {
                return made.get().value();
            }
            var code = InvitationCode.random(random);
            if (invitations.add(member, code, clock.instant())) {
                return code.value();
            }
        }
        throw new IllegalStateException("no free invitation code was found in " + MOST_ATTEMPTS + " attempts");
    }

    @Override
    public Optional<MemberId> inviterOf(String typed) {
        return InvitationCode.parse(typed).flatMap(invitations::inviterOf).map(follow::survivor);
    }
}
