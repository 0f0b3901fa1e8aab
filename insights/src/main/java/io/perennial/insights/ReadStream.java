package io.perennial.insights;

import io.perennial.insights.ReadActivities.Cursor;
import io.perennial.insights.ReadActivities.Recorded;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Activities of all members in the order in which they happened, for replays and counts. What a chunk costs does not depend
 * on the number of members, nor on how far the stream has been read.
 */
public interface ReadStream {

    int MOST_AT_ONCE = 10_000;

    /**
     * At most {@code limit} activities after the cursor, by the time they happened, then by id. All that fit the condition
     * are among them, and some that do not, where it asks for what the stream does not know: whoever reads them judges them.
     *
     * @param after the cursor of the last one seen; empty to begin with the first
     * @param limit 1 to {@value #MOST_AT_ONCE}
     * @return fewer than {@code limit} only at the end
     */
    List<Streamed> chunk(Wanted wanted, Optional<Cursor> after, int limit);

    /** How many fit. Where only the stream is asked, the answer is exact. */
    Count count(Wanted wanted);

    /**
     * @param types any when empty
     * @param from inclusive
     * @param until exclusive
     * @param zone the programme's
     * @param items whether they are read too
     */
    record Wanted(
            Set<ActivityType> types, Condition condition, Instant from, Instant until, ZoneId zone, boolean items) {

        public Wanted {
            types = Set.copyOf(types);
        }
    }

    /** @param items in the order in which they were told; none where they were not asked for */
    record Streamed(Recorded recorded, List<Item> items) {

        public Streamed {
            items = List.copyOf(items);
        }
    }

    /** @param perhaps those of which only the member can tell: tier, birthday, first purchase, share */
    record Count(long certain, long perhaps) {}
}
