package io.perennial.points;

import io.perennial.membership.MemberId;
import io.perennial.membership.StaffId;

/** Takes a transfer back for its sender, in the time that the policy gives, and only while nothing of it was used. */
public interface ReturnTransfer {

    Outcome takeBack(MemberId sender, TransferId transfer);

    /** By staff on the sender's behalf; within the same rules. Audited. */
    Outcome takeBack(MemberId sender, TransferId transfer, StaffId by);

    sealed interface Outcome {

        /** Also when it was taken back before. */
        record TakenBack(Points points) implements Outcome {}

        record TooLate() implements Outcome {}

        /** The receiver has used some of it. */
        record AlreadyUsed() implements Outcome {}

        /** There is none, or it is someone else's. */
        record UnknownTransfer() implements Outcome {}
    }
}
