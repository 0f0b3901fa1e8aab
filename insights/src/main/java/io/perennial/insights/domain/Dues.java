package io.perennial.insights.domain;

import io.perennial.insights.ActivityId;
import io.perennial.membership.MemberId;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Members of whom something changed that has not been gathered yet. */
public interface Dues {

    void add(Collection<MemberId> members);

    void addActivities(Collection<Entry> entries);

    /** The oldest ones. */
    List<Due> first(int limit);

    void remove(Collection<Due> dues);

    /** Waits for its turn: until this transaction ends, nobody else gathers or judges. */
    void takeTurn();

    long waiting();

    record Due(UUID id, MemberId member, @Nullable ActivityId activity) {}
}
