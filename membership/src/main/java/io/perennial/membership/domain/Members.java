package io.perennial.membership.domain;

import io.perennial.membership.Identifier;
import io.perennial.membership.MemberId;
import io.perennial.membership.MemberStatus;
import io.perennial.membership.UpdateProfile;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** All members with what they are recognised by. */
public interface Members {

    /** The owners of those identifiers that belong to someone. */
    Map<Identifier, MemberId> owners(Collection<Identifier> identifiers);

    /**
     * Gives each identifier to the member beside it, unless somebody else has it or is just being given it: whoever comes
     * second waits for the first to commit.
     *
     * @return the owners of all of them afterwards
     */
    Map<Identifier, MemberId> claim(Map<Identifier, MemberId> wanted, Instant at);

    /** Stores members who have claimed their identifiers, each standing on this tier with no growth. */
    void store(Collection<NewMember> members, Yardstick yardstick);

    /** The member's status, which nobody else can change before this transaction ends. */
    Optional<MemberStatus> lock(MemberId member);

    Optional<MemberStatus> status(MemberId member);

    void changeStatus(MemberId member, MemberStatus status);

    /** What the profile says, which nobody else can change before this transaction ends. */
    Optional<UpdateProfile.Update> lockProfile(MemberId member);

    /** Stores a profile that was locked, as the next version after that of the update. */
    void update(UpdateProfile.Update update);
}
