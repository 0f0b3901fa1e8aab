package io.perennial.membership;

import java.time.Instant;
import java.util.List;

/** Members moved on the ladder; one event per transaction that moved any. */
public record TiersChanged(List<Move> moves, Instant at) {

    /** Codes of the tier left and the tier entered, and the growth at that moment. */
    public record Move(MemberId member, String from, String to, long growth) {}
}
