package io.perennial.rewards;

import io.perennial.membership.StaffId;
import io.perennial.points.Points;

/** Staff hand a reward over, or cancel the redemption; audited. Each acts once: a second click changes nothing. */
public interface SettleRedemption {

    Outcome handOver(RedemptionId redemption, StaffId by);

    /** Gives the points back to their lots, the piece back to the stock, and the use back to the member's limit. */
    Outcome cancel(RedemptionId redemption, String reason, StaffId by);

    sealed interface Outcome {
        record HandedOver() implements Outcome {}

        record Cancelled(Points givenBack) implements Outcome {}

        record Already(RedemptionStatus status) implements Outcome {}

        record UnknownRedemption() implements Outcome {}

        /** 1 to 200 characters are needed. */
        record ReasonMissing() implements Outcome {}
    }
}
