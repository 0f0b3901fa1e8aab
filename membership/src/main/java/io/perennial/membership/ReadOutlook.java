package io.perennial.membership;

import java.util.Optional;

/** Where a member is heading: at this pace, and with one more purchase. */
public interface ReadOutlook {

    /** Days whose growth makes the pace. */
    int PACE_DAYS = 90;

    /** @return nothing when there is no such member */
    Optional<Outlook> of(MemberId member);

    /** The same if the member grew by so much now. It changes nothing. */
    Optional<Outlook> with(MemberId member, long more);

    /**
     * @param pace growth of the last {@value #PACE_DAYS} days, or of those since enrolment
     * @param projectedGrowth growth when the present period ends, at this pace; what it is now where tiers hold for good
     * @param projectedTier the tier that this leads to: a higher one, the present one, or the one below when the line will not
     *     be reached
     */
    record Outlook(Standing standing, long pace, long projectedGrowth, Tier projectedTier) {

        public boolean rises() {
            return projectedTier.rank() > standing.tier().rank();
        }

        public boolean falls() {
            return projectedTier.rank() < standing.tier().rank();
        }
    }
}
