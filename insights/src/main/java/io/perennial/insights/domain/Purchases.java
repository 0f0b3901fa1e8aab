package io.perennial.insights.domain;

import io.perennial.insights.ActivityId;
import io.perennial.insights.ReadActivities.Recorded;
import io.perennial.membership.MemberId;
import java.util.Collection;
import java.util.Map;

/** What was bought and did not go back, by article. Made from the stream. */
public interface Purchases {

    /** Takes in what these activities bought or gave back; other activities are passed over. Idempotent. */
    void note(Map<ActivityId, Recorded> activities);

    /** Makes all of these members' purchases anew. */
    void renew(Collection<MemberId> members);
}
