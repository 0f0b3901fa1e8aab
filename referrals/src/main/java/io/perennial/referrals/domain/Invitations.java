package io.perennial.referrals.domain;

import io.perennial.membership.MemberId;
import java.time.Instant;
import java.util.Optional;

/** Who invites by which code: each member by one, each code by one member. */
public interface Invitations {

    Optional<InvitationCode> codeOf(MemberId member);

    Optional<MemberId> inviterOf(InvitationCode code);

    /** @return whether it was added; not when the member has a code already, or the code a member */
    boolean add(MemberId member, InvitationCode code, Instant at);
}
