package io.perennial.points.domain;

import io.perennial.membership.MemberId;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;

/** What members had at a moment that is over, by when things happened. */
public interface Pasts {

    /** Balances less what was owed; members who had nothing may be absent. One statement. */
    Map<MemberId, Long> balances(Collection<MemberId> members, Instant before);
}
