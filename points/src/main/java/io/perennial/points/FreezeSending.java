package io.perennial.points;

import io.perennial.membership.MemberId;
import io.perennial.membership.StaffId;
import java.time.Instant;
import java.util.Optional;

/**
 * Staff stop a member from sending points, putting them into a household and taking them out of it, when an account seems to be
 * in the wrong hands. The member still earns, spends and receives. Audited.
 */
public interface FreezeSending {

    int LONGEST_REASON = 200;

    Optional<Frozen> of(MemberId member);

    /** Also when it is frozen already: the first reason stands. */
    Outcome freeze(MemberId member, String reason, StaffId by);

    /** Also when it is not frozen. */
    Outcome unfreeze(MemberId member, StaffId by);

    record Frozen(String reason, StaffId by, Instant at) {}

    sealed interface Outcome {
        record Done() implements Outcome {}

        record UnknownMember() implements Outcome {}

        /** Or above {@value FreezeSending#LONGEST_REASON} characters. */
        record ReasonMissing() implements Outcome {}
    }
}
