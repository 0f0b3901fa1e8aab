package io.perennial.points.application;

import io.perennial.membership.MemberId;
import io.perennial.membership.MemberStatus;
import io.perennial.membership.RecogniseMembers;
import io.perennial.points.PoolId;
import io.perennial.points.Why.Party;
import io.perennial.points.domain.Pools;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Who may be on either side of a transfer: members, and households by their accounts. */
@Component
class Parties {

    private final RecogniseMembers members;
    private final Pools pools;

    Parties(RecogniseMembers members, Pools pools) {
        this.members = members;
        this.pools = pools;
    }

    record Side(Party party, boolean mayTakePart) {}

    /** An account that is nobody's may not take part, like a frozen or a closed one. */
    Side of(MemberId account) {
        var status = members.statuses(Set.of(account)).get(account);
        if (status != null) {
            return new Side(Party.MEMBER, status == MemberStatus.ACTIVE);
        }
        var open = pools.open(Set.of(account)).contains(account);
        return new Side(open ? Party.HOUSEHOLD : Party.MEMBER, open);
    }

    /**
     * Whether this one may put points into the household or take them out. Holds the household until the transaction ends, so
     * that nobody leaves it meanwhile; whoever asks holds the account that points move on first.
     */
    boolean isIn(MemberId household, MemberId member, boolean toDraw) {
        var id = PoolId.of(household);
        return pools.lock(id).isPresent()
                && pools.people(id).stream()
                        .anyMatch(person -> person.member().equals(member) && (person.mayDraw() || !toDraw));
    }

    /** Frozen members still get what is on its way to them, or what comes back. */
    boolean mayGet(MemberId account) {
        var status = members.statuses(Set.of(account)).get(account);
        return status == null ? pools.open(Set.of(account)).contains(account) : status != MemberStatus.CLOSED;
    }
}
