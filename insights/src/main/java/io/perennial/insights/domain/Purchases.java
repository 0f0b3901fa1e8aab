package io.perennial.insights.domain;

import io.perennial.insights.ReadActivities.Recorded;
import io.perennial.membership.MemberId;
import java.util.Collection;

/** What was bought and did not go back, by article. Made from the stream. */
public interface Purchases {

    /**
     * Takes in what these purchases bought and these refunds gave back; other activities are passed over. Purchases without
     * items of which nothing went back may be left out. Idempotent.
     */
    void note(Collection<Recorded> activities);

    /** Makes all of these members' purchases anew. */
    void renew(Collection<MemberId> members);
}
