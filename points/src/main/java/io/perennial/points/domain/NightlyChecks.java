package io.perennial.points.domain;

import io.perennial.points.ReadLedgerChecks.Check;
import java.time.Instant;
import java.util.UUID;

/**
 * The check of one night, in steps. Each is kept when it is done, so that a run that is stopped goes on behind the last one; where two
 * run at once, the one that comes second fails and changes nothing.
 */
public interface NightlyChecks {

    /** The night that was begun and is not finished, or a new one. */
    Night begin(Instant now);

    /**
     * @param inTurn how many were looked at in it because it was their turn
     */
    record Night(UUID id, Instant startedAt, CheckRound round, long inTurn) {}

    /** Notes members of whom something was booked since the last night. */
    void noteChanged(Night night);

    /** Looks at the next members of the round. */
    Progress lookAtNext(Night night, long atMost);

    /** @param atEnd whether the round has seen everybody */
    record Progress(long members, boolean atEnd) {}

    /** Looks at members who were noted. @return whether there may be more */
    boolean lookAtChanged(Night night);

    /**
     * Proves what concerns all members: all of it when the round ends or something of it was wrong before, else what may have
     * changed. With that the night is over.
     */
    Check finish(Night night, boolean endsRound);
}
