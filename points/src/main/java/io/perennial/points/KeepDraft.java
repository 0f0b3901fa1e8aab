package io.perennial.points;

import io.perennial.membership.StaffId;

/** Staff keep a rule that is not to pay yet; audited. There is at most one draft for each rule, and it never pays. */
public interface KeepDraft {

    /**
     * @param rule with the version that it would become
     * @param edition of the draft that was opened; 0 when there was none
     */
    Outcome keep(EarnRule rule, int edition, StaffId by);

    /** Throws the draft away; when there is none, nothing happens. */
    void discard(RuleId rule, StaffId by);

    sealed interface Outcome {
        record Kept(int edition) implements Outcome {}

        /** Someone kept or discarded the draft in between; nothing was stored. */
        record ChangedMeanwhile() implements Outcome {}
    }
}
