package io.perennial.points;

import io.perennial.membership.MemberId;
import java.time.LocalDate;
import java.util.List;

/**
 * Tells a member when points of theirs end, where the policy asks for a notice: points of which nobody told their member in
 * time are prolonged instead of expired.
 */
public interface AnnounceExpiry {

    /** How many days ahead a member is told at least; more where the policy asks for an earlier notice. */
    int DAYS_AHEAD = 60;

    /**
     * For a page that the member has in front of them and that shows all this. What they see for the first time is noted,
     * once for ever per member and day; seeing it again writes nothing.
     *
     * @return what ends soon, soonest first
     */
    List<Announcement> show(MemberId member);

    /** @param lastDay the last day on which the points can be used, in the programme's zone */
    record Announcement(LocalDate lastDay, Points points) {}
}
