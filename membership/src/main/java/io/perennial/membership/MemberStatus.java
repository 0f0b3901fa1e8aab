package io.perennial.membership;

/** How a member may take part. */
public enum MemberStatus {
    /** Earns and spends. */
    ACTIVE,
    /** Earns, but may not spend and may not sign in to spend: staff are looking into something. */
    FROZEN,
    /** Neither earns nor spends. */
    CLOSED
}
