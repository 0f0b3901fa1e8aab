package io.perennial.referrals;

import io.perennial.membership.MemberId;
import java.util.Optional;

/** A member's personal invitation code. */
public interface InviteFriends {

    /** The member's code, made when it is first asked for; the same for ever, also for two who ask at the same time. */
    String codeOf(MemberId member);

    /** Whose code this is; blanks, hyphens and case in what was typed do not matter. */
    Optional<MemberId> inviterOf(String typed);
}
