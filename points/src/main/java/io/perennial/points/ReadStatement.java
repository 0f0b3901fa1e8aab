package io.perennial.points;

import io.perennial.insights.ActivityId;
import io.perennial.membership.MemberId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A member's entries, newest first, a page at a time by sequence number: page 1,000 costs what page 1 costs. */
public interface ReadStatement {

    /**
     * @param before only entries with a smaller sequence number
     * @param limit 1 to 200
     */
    Page page(MemberId member, Optional<Long> before, int limit);

    Optional<Line> entry(MemberId member, long sequence);

    /**
     * What one activity was booked as, in the order of booking: an entry for each rule that paid, or one without points that
     * says why none did. None for an activity that was recorded without being judged.
     * What somebody did who was merged into this member is booked on their account, and found here too.
     */
    List<Line> ofActivity(MemberId member, ActivityId activity);

    /** The same of several activities of this member; those without any are absent. One statement for each account of theirs. */
    Map<ActivityId, List<Line>> ofActivities(MemberId member, Collection<ActivityId> activities);

    /**
     * Entries that no activity brought, the newest first: what was spent, given, adjusted, handed over or expired.
     *
     * @param until only those booked at that moment or before
     * @param limit 1 to 10,000
     */
    List<Line> withoutActivity(MemberId member, Instant until, int limit);

    record Page(List<Line> lines, boolean hasMore) {}

    /**
     * @param sequence 1, 2, 3 … without gaps per member
     * @param points signed change of the balance less what is owed
     * @param pending signed change of what waits
     * @param owedAfter what later points repay first; none while there is a balance
     * @param happenedAt when its cause happened; {@code bookedAt} is when it was entered
     * @param lastDay for entries that opened a lot: the last day on which its points can be used
     * @param remaining for entries that opened a lot: what is left of it
     * @param availableAt for entries whose points wait, or did: when they become available
     */
    record Line(
            long sequence,
            EntryKind kind,
            long points,
            long pending,
            long growth,
            Points balanceAfter,
            Points owedAfter,
            @Nullable ActivityId activity,
            Why why,
            Instant happenedAt,
            Instant bookedAt,
            @Nullable LocalDate lastDay,
            @Nullable Points remaining,
            @Nullable Instant availableAt) {}
}
