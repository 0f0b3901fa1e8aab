package io.perennial.points.domain;

import io.perennial.insights.ActivityId;
import io.perennial.membership.MemberId;
import io.perennial.points.Points;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What was booked before. One statement each, whatever the number. */
public interface LedgerEntries {

    /** Entries that these activities caused, in their order; activities without any are absent. */
    Map<ActivityId, List<Entry>> of(Map<ActivityId, MemberId> activities);

    /** Entries that reverse these ones, in their order, by the sequence that they reverse. */
    Map<EntryId, List<Entry>> reversing(Collection<EntryId> entries);

    Optional<Entry> bySequence(EntryId entry);

    /** Entries of one member by business key; unknown keys are absent. */
    default Map<String, Entry> byKey(MemberId member, Set<String> keys) {
        return byKey(Map.of(member, keys)).getOrDefault(member, Map.of());
    }

    /** Entries of many members by business key; may be changed by who asked. */
    Map<MemberId, Map<String, Entry>> byKey(Map<MemberId, Set<String>> keys);

    /** What an entry drew, by lot. */
    Map<Long, Points> drawnBy(EntryId entry);

    /** The name of an entry. */
    record EntryId(MemberId member, long sequence) {}
}
