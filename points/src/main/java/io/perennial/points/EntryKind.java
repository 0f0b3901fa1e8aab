package io.perennial.points;

/** What sort of movement an entry of the ledger is. */
public enum EntryKind {
    /** Points earned by an activity; 0 where the activity earned nothing, so that its reason can be read. */
    EARNED,
    SPENT,
    /** Spent points that came back. */
    GIVEN_BACK,
    /** Earned points that a refund took back. */
    TAKEN_BACK,
    EXPIRED
}
