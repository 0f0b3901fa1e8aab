package io.perennial.insights;

import io.perennial.membership.MemberId;
import java.time.Instant;
import java.util.List;

/** Members came into segments or left them; one event per chunk. */
public record SegmentsChanged(List<Move> moves, Cause cause, Instant at) {

    public SegmentsChanged {
        moves = List.copyOf(moves);
    }

    /** @param entered whether the member came in; left otherwise */
    public record Move(MemberId member, String segment, boolean entered) {}

    public enum Cause {
        /** Something about the member changed. */
        MEMBER,
        /** Time went by. */
        TIME,
        /** The segment was published anew, or retired. */
        DEFINITION,
        /** Someone picked them. */
        HAND
    }
}
