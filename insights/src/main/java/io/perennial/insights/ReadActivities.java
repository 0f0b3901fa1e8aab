package io.perennial.insights;

import io.perennial.membership.MemberId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/** Looks things up in the stream. */
public interface ReadActivities {

    /** Those of the references that this source has told before. One statement. */
    Set<String> known(String source, Collection<String> references);

    /** Activities by their references at one source; unknown ones are absent. One statement. */
    Map<String, Recorded> byReference(String source, Collection<String> references);

    /** Activities by id, for lists of other modules' rows. One statement. */
    Map<ActivityId, Recorded> byId(MemberId member, Collection<ActivityId> ids);

    /** The items of one activity. */
    List<Item> items(MemberId member, ActivityId id);

    /** What was refunded of this purchase so far, by refunds that name it. */
    Map<ActivityId, Money> refundedOf(MemberId member, Collection<ActivityId> purchases);

    /** One member's activities by the time they happened, newest first, a page at a time. */
    Page timeline(MemberId member, Optional<Cursor> before, int limit);

    /** When the member last did anything. */
    Optional<Instant> lastActivityAt(MemberId member);

    record Recorded(
            ActivityId id,
            MemberId member,
            ActivityType type,
            String source,
            String reference,
            Instant happenedAt,
            Instant recordedAt,
            String channel,
            @Nullable String store,
            @Nullable Money amount,
            @Nullable ActivityId refundOf) {}

    record Cursor(Instant happenedAt, ActivityId id) {}

    record Page(List<Recorded> activities, boolean hasMore) {}
}
