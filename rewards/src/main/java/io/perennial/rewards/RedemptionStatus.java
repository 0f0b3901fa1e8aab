package io.perennial.rewards;

/** The way of a redemption. */
public enum RedemptionStatus {
    /** Paid with points, waiting to be handed over. */
    ORDERED,
    HANDED_OVER,
    /** Points and stock were given back. */
    CANCELLED
}
