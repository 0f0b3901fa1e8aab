package io.perennial.membership;

/** The ladder in force. Default: Member 0, VIP 1,000, Black 10,000. */
public interface ReadLadder {

    Ladder ladder();

    /** Grows with each edit. */
    int version();
}
