package io.perennial.points;

/** What sort of movement an entry of the ledger is. */
public enum EntryKind {
    /** Points earned by an activity, at once or later; 0 where the activity earned nothing, so that its reason can be read. */
    EARNED,
    /** Earned points that had waited and are available now. */
    RELEASED,
    /** Points given for something else than an activity: a prize, a mission, a referral. */
    GRANTED,
    SPENT,
    /** Spent points that came back. */
    GIVEN_BACK,
    /** Earned points that a refund took back. */
    TAKEN_BACK,
    EXPIRED,
    /** Expired points that came back. */
    REINSTATED,
    /** Given or taken by staff. */
    ADJUSTED,
    /** Handed to another account. */
    SENT,
    /** Handed over by another account, or what was handed to one and came back. */
    RECEIVED,
    /** Carried between the accounts of two members who became one, or who are two again. */
    MERGED
}
