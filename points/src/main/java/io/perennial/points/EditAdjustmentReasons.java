package io.perennial.points;

import io.perennial.membership.BilingualText;
import io.perennial.membership.StaffId;

/**
 * The reasons for which staff give and take points, see {@link ReadAdjustments#everyReason}. A code stays what it is for ever;
 * names may change, and entries keep the name that they were booked with. Audited.
 */
public interface EditAdjustmentReasons {

    int LONGEST_NAME = 80;

    /** @param code 2 to 32 of {@code a-z 0-9 -}, beginning with a letter; files name reasons by it */
    Outcome add(String code, BilingualText name, StaffId by);

    Outcome rename(String code, BilingualText name, StaffId by);

    /** Nobody may choose it any more; what was booked for it stays. */
    Outcome retire(String code, StaffId by);

    /** May be chosen again. */
    Outcome bringBack(String code, StaffId by);

    sealed interface Outcome {
        /** Also when it was so before. */
        record Done() implements Outcome {}

        record BadCode() implements Outcome {}

        record CodeTaken() implements Outcome {}

        /** Above {@value EditAdjustmentReasons#LONGEST_NAME} characters. */
        record BadName() implements Outcome {}

        record UnknownReason() implements Outcome {}

        /** Without any reason nothing could be adjusted. */
        record LastReason() implements Outcome {}
    }
}
