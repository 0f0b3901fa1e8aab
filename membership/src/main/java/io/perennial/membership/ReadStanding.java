package io.perennial.membership;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where members stand on the ladder. A member who never earned growth stands on the lowest tier with 0. */
public interface ReadStanding {

    /** @return nothing when there is no such member */
    Optional<Standing> of(MemberId member);

    /** Standings of the members among the ids. One statement. */
    Map<MemberId, Standing> of(Collection<MemberId> members);

    /** Tier changes of one member, newest first. */
    List<TierChange> history(MemberId member);

    /** Tier changes of several members, in the order in which they were booked; members without any are absent. One statement. */
    Map<MemberId, List<TierChange>> changes(Collection<MemberId> members);

    /** The growth that members had from what happened before a moment; those without any are absent. One statement. */
    Map<MemberId, Long> growthBefore(Collection<MemberId> members, Instant moment);

    /**
     * @param at when it was booked
     * @param happenedAt when what caused it happened: from then on the tier counts for what is told late
     */
    record TierChange(Tier from, Tier to, long growth, Instant at, Instant happenedAt) {}
}
