package io.perennial.membership;

import java.time.Duration;

/** Congratulates members on the tier to which they rose, on every device, until they put it away. */
public interface AnnounceRise {

    /** How long it is news after the tier was reached. */
    Duration FOR = Duration.ofDays(60);

    /**
     * Whether it was a rise that led the member to where they stand, it is still news, and they have not put it away. One
     * statement; none for whoever stands on the lowest tier, or has been on theirs for longer.
     */
    boolean isNews(Standing standing);

    /** Until they rise again. Doing so again changes nothing. */
    void putAway(MemberId member);
}
