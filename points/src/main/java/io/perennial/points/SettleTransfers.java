package io.perennial.points;

import java.time.Instant;

/** Carries through what was begun: transfers whose second half failed, or whose process was killed in between. */
public interface SettleTransfers {

    /**
     * @param before only those that nobody has worked on since
     * @return how many were carried through
     */
    long settle(Instant before);
}
