package io.perennial.points;

import io.perennial.membership.StaffId;
import java.time.Instant;

/**
 * Staff publish the next version of the policy; audited. It holds from its start; at any moment the highest version that has
 * begun is the one that holds, so that a version still to come is withdrawn by another one that begins no later.
 */
public interface PublishPolicy {

    /** @param policy with the next version's number; a start in the last minute counts as now */
    Outcome publish(PointsPolicy policy, StaffId by);

    sealed interface Outcome {
        record Done(int version, Instant from) implements Outcome {}

        /** Someone published another version in between. */
        record ChangedMeanwhile(int currentVersion) implements Outcome {}

        /** More than a minute in the past. */
        record StartsTooEarly() implements Outcome {}

        /** The ladder has no such tier. */
        record UnknownTier(String code) implements Outcome {}
    }
}
