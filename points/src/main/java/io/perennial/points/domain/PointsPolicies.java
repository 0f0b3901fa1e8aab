package io.perennial.points.domain;

import io.perennial.membership.StaffId;
import io.perennial.points.PointsPolicy;
import java.time.Instant;

/** The policy with all its versions. */
public interface PointsPolicies {

    /** The version that holds at this moment. It may be two seconds old where another instance published something since. */
    ExpiryPolicy at(Instant moment);

    /** The highest version there is, begun or not, read anew. */
    PointsPolicy newest();

    /** @return whether there was no such version yet */
    boolean add(PointsPolicy version, Instant publishedAt, StaffId by);

    /** One version in full, in the form in which the audit trail keeps it. */
    String asJson(PointsPolicy version);
}
