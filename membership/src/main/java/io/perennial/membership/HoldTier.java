package io.perennial.membership;

import java.time.LocalDate;
import java.util.Optional;

/**
 * Staff give a member a tier by hand: below it the member does not fall, until its last day or for life. A member who stands
 * lower is lifted at once. Audited with its reason.
 *
 * <p>It never moves anybody down. When it ends, the member stays where their own growth keeps them; else grace begins, and one
 * step down follows like at the end of any period.
 */
public interface HoldTier {

    int LONGEST_REASON = 500;

    /** @param lastDay the last day on which it protects, in the programme's zone; nothing for a lifetime */
    Outcome hold(MemberId member, String tier, Optional<LocalDate> lastDay, String reason, StaffId by);

    /** Ends what was set. */
    Outcome release(MemberId member, String reason, StaffId by);

    sealed interface Outcome {
        record Done(Standing standing) implements Outcome {}

        record UnknownMember() implements Outcome {}

        record MemberClosed() implements Outcome {}

        record UnknownTier() implements Outcome {}

        record ReasonMissing() implements Outcome {}

        /** The last day is not to come. */
        record DayIsOver() implements Outcome {}

        /** The tier has no place left. */
        record Full() implements Outcome {}

        record NothingHeld() implements Outcome {}
    }
}
