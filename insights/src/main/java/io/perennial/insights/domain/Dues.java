package io.perennial.insights.domain;

import io.perennial.insights.ActivityType;
import io.perennial.insights.ReadActivities.Recorded;
import io.perennial.membership.MemberId;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Members of whom something changed that has not been gathered yet. */
public interface Dues {

    void add(Collection<MemberId> members);

    void addActivities(Collection<Entry> entries);

    /** The oldest ones, and what of their activities is in the stream at the same moment. One statement. */
    List<Due> first(int limit);

    void remove(Collection<Due> dues);

    /** Waits for its turn: until this transaction ends, nobody else gathers or judges. */
    void takeTurn();

    long waiting();

    /** @param news nothing when it is not an activity that came */
    record Due(UUID id, MemberId member, @Nullable News news) {}

    /**
     * @param isRefunded whether a refund names it
     * @param hasItems whether it brought any
     */
    record News(Recorded activity, boolean isRefunded, boolean hasItems) {

        /** Whether it does no more than add to what the member did before. */
        public boolean onlyAdds() {
            return !isRefunded && !activity.type().equals(ActivityType.REFUND);
        }
    }
}
