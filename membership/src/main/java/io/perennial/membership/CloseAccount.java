package io.perennial.membership;

import java.time.Duration;
import java.time.Instant;

/** A member closes their own account: everything stays as it is for 14 days, in which they can change their mind; then it is erased. */
public interface CloseAccount {

    Duration TIME_TO_THINK = Duration.ofDays(14);

    Closing close(MemberId member);

    Undoing undo(MemberId member);

    sealed interface Closing {
        record Asked(Instant erasedFrom) implements Closing {}

        /** It was asked before; the day stays. */
        record AlreadyAsked(Instant erasedFrom) implements Closing {}

        record Closed() implements Closing {}

        record UnknownMember() implements Closing {}
    }

    sealed interface Undoing {
        record Undone() implements Undoing {}

        /** The time to think is over, whether or not the erasing has begun. */
        record TooLate() implements Undoing {}

        record NotAsked() implements Undoing {}
    }
}
