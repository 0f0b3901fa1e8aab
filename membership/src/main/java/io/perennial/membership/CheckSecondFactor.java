package io.perennial.membership;

import java.time.Duration;

/**
 * The second step of staff's sign-in. Ten failures in a row lock it for fifteen minutes; a code of the app works once.
 */
public interface CheckSecondFactor {

    /** @param code six digits of the app, or a recovery code */
    Outcome check(StaffId staff, String code);

    Ceremony beginPasskey(StaffId staff, String origin);

    /** @param answer what the browser made of the options, as JSON */
    Outcome checkPasskey(StaffId staff, String challenge, String answer, String origin);

    sealed interface Outcome {
        record Right() implements Outcome {}

        /** @param left how many recovery codes are left */
        record RightByRecoveryCode(int left) implements Outcome {}

        record Wrong() implements Outcome {}

        record Locked(Duration waitFor) implements Outcome {}
    }
}
