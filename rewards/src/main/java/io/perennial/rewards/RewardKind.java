package io.perennial.rewards;

/** What sort of thing a reward is. */
public enum RewardKind {
    /** Handed over in a shop. */
    GOODS,
    /** Money off at the till, shown as a code. */
    COUPON
}
