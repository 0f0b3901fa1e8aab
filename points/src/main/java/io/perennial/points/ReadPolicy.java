package io.perennial.points;

import io.perennial.membership.StaffId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What holds for all points. What another instance published holds here after two seconds at most. */
public interface ReadPolicy {

    /** The version in force now. */
    PointsPolicy current();

    /** All versions, newest first, those to come included. */
    List<Published> history();

    /**
     * @param by absent for what the programme began with
     * @param until when a later version takes its place; not after {@code policy.effectiveFrom()} for one that never held
     */
    record Published(PointsPolicy policy, Instant publishedAt, Optional<StaffId> by, Optional<Instant> until) {

        public boolean holdsAt(Instant moment) {
            return !moment.isBefore(policy.effectiveFrom())
                    && until.map(moment::isBefore).orElse(true);
        }

        /** Whether a later version took its place before it began. */
        public boolean withdrawn() {
            return until.map(end -> !end.isAfter(policy.effectiveFrom())).orElse(false);
        }
    }
}
