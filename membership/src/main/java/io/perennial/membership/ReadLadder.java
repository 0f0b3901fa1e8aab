package io.perennial.membership;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The ladder in force, also when another instance published it a moment ago: asking costs one read by key. Default: Member 0,
 * VIP 1,000, Black 10,000 with 1,000 places.
 */
public interface ReadLadder {

    Ladder ladder();

    /** Grows with each edit. */
    int version();

    /** The ladder without a highest tier that has no place left: where a member gets who reaches a line just now. */
    Ladder withRoom();

    /** The ladder that is announced, if one is. */
    Optional<Published> announced();

    /** All that were published, newest first, with the one announced. */
    List<Published> history();

    /** @param from since when, or from when, it is in force */
    record Published(int version, Ladder ladder, Instant at, Instant from, Optional<StaffId> by) {}
}
