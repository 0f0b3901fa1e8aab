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

/** Looks things up in the stream, each by an index. Lists of keys may be long: they are asked for by the thousand. */
public interface ReadActivities {

    /** Those of the references that this source has told before. One statement per thousand. */
    Set<String> known(String source, Collection<String> references);

    /** Activities by their references at one source; unknown ones are absent. One statement per thousand. */
    Map<String, Recorded> byReference(String source, Collection<String> references);

    /** Activities by id, for lists of other modules' rows; another member's are absent. One statement per thousand. */
    Map<ActivityId, Recorded> byId(MemberId member, Collection<ActivityId> ids);

    /** Activities of several members by id; unknown ones are absent. One statement per thousand. */
    Map<ActivityId, Recorded> byId(Map<ActivityId, MemberId> activities);

    /** The items of one activity, in the order in which they were told. */
    List<Item> items(MemberId member, ActivityId id);

    /** The items of several activities, each in its order; activities without any are absent. One statement per thousand. */
    Map<ActivityId, List<Item>> items(Map<ActivityId, MemberId> activities);

    /**
     * When each member's first purchase happened; members without one are absent.
     *
     * @param except purchases that do not count
     */
    Map<MemberId, Instant> firstPurchases(Collection<MemberId> members, Collection<ActivityId> except);

    /**
     * What was refunded of these purchases so far, by refunds that name them, in the purchase's currency; purchases of which
     * nothing was refunded are absent. One statement per thousand.
     */
    Map<ActivityId, Money> refundedOf(MemberId member, Collection<ActivityId> purchases);

    /** The same of several members' purchases. One statement per thousand. */
    Map<ActivityId, Money> refundedOf(Map<ActivityId, MemberId> purchases);

    /**
     * The items that refunds of these purchases named, all refunds of one together; purchases whose refunds named none are
     * absent. One statement per thousand.
     */
    Map<ActivityId, List<Item>> itemsRefundedOf(Map<ActivityId, MemberId> purchases);

    /**
     * One member's activities by the time they happened, newest first, a page at a time.
     *
     * @param before the cursor of the last activity seen; empty for the first page
     */
    Page timeline(MemberId member, Optional<Cursor> before, int limit);

    /** When the member last did anything of any kind. */
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
            @Nullable ActivityId refundOf) {

        public Cursor cursor() {
            return new Cursor(happenedAt, id);
        }
    }

    record Cursor(Instant happenedAt, ActivityId id) {}

    record Page(List<Recorded> activities, boolean hasMore) {}
}
