package io.perennial.membership;

import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/** Staff grant a benefit to one member, beside what the tier brings, with a reason. Audited. */
public interface GrantBenefit {

    int LONGEST_REASON = 500;

    /**
     * @param uses how often it can be used in all
     * @param lastDay the last day on which it can be used, in the programme's zone; nothing for no end
     */
    Outcome grant(MemberId member, BenefitId benefit, int uses, Optional<LocalDate> lastDay, String reason, StaffId by);

    /** Takes back what was granted and has not been used up; what was used stays in the history. */
    Outcome revoke(MemberId member, UUID grant, String reason, StaffId by);

    sealed interface Outcome {
        record Done() implements Outcome {}

        record UnknownMember() implements Outcome {}

        record MemberClosed() implements Outcome {}

        record UnknownBenefit() implements Outcome {}

        record UnknownGrant() implements Outcome {}

        record ReasonMissing() implements Outcome {}

        record DayIsOver() implements Outcome {}

        record BadNumberOfUses() implements Outcome {}
    }
}
