package io.perennial.membership;

import java.util.List;

/** Staff define what members have because of their tier. Audited. */
public interface EditBenefits {

    /** How many codes of a file are taken at once. */
    int MOST_CODES = 100_000;

    /** Stores a new benefit (version 0), or a new version of one that exists. */
    Outcome save(Benefit benefit, StaffId by);

    Outcome retire(BenefitId benefit, StaffId by);

    Outcome restore(BenefitId benefit, StaffId by);

    /** Adds a partner's codes to the pool; a code that is there already is left out. */
    Outcome addCodes(BenefitId benefit, List<String> codes, StaffId by);

    sealed interface Outcome {
        record Done(BenefitId benefit) implements Outcome {}

        record Added(int codes, int known) implements Outcome {}

        record ChangedMeanwhile() implements Outcome {}

        record UnknownBenefit() implements Outcome {}

        record UnknownTier(String code) implements Outcome {}

        /** It is not used by a partner's codes. */
        record NoPool() implements Outcome {}

        /** A line is blank, longer than 64 characters, or there are too many. */
        record UnreadableCode(int line) implements Outcome {}
    }
}
