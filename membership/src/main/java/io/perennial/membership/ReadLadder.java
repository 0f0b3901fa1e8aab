package io.perennial.membership;

/**
 * The ladder in force, also when another instance published it a moment ago: asking costs one read by key. Default: Member 0,
 * VIP 1,000, Black 10,000.
 */
public interface ReadLadder {

    Ladder ladder();

    /** Grows with each edit. */
    int version();
}
