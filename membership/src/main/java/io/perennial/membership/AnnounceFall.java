package io.perennial.membership;

/**
 * Tells a member that their tier is about to end: without having been told in time nobody falls before grace was prolonged
 * once.
 */
public interface AnnounceFall {

    /** How many days before the end of a period it counts that the member is told. */
    int DAYS_AHEAD = 60;

    /**
     * For a page that the member has in front of them and that shows until when the tier holds and what is missing. What they
     * see for the first time in a period is noted; seeing it again writes nothing.
     */
    void shown(Standing standing);
}
