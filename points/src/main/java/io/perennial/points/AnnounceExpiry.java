package io.perennial.points;

import io.perennial.membership.MemberId;
import io.perennial.points.ReadBalance.Balance;
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

    /**
     * The same for a page that has read the balance anyway: where nothing ends soon, nothing is asked.
     *
     * @param balance as the same page shows it
     */
    List<Announcement> show(MemberId member, Balance balance);

    /** @param lastDay the last day on which the points can be used, in the programme's zone */
    record Announcement(LocalDate lastDay, Points points) {}
}
