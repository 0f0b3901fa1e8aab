package io.perennial.points;

/** How far a refund reaches for the points that its purchase earned. What it does not reach is waived. */
public enum RefundPolicy {
    /** Only what of the purchase still waits. */
    ONLY_PENDING,
    /** Then the purchase's own lots, then all others, down to a balance of zero. */
    WITHIN_BALANCE,
    /** Then the rest is owed, and what is earned later repays it first. */
    OVERDRAFT
}
