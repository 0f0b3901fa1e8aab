package io.perennial.points.application;

import io.perennial.insights.Activity;
import io.perennial.insights.ActivityId;
import io.perennial.insights.ActivityType;
import io.perennial.insights.Item;
import io.perennial.insights.ReadActivities;
import io.perennial.insights.RecordActivity;
import io.perennial.membership.MemberId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.joda.money.Money;

/** Insights as far as points can see it. */
final class PretendedStream implements RecordActivity, ReadActivities {

    private record Told(ActivityId id, Activity activity) {}

    private final Map<String, Told> told = new HashMap<>();

    int size() {
        return told.size();
    }

    @Override
    public List<RecordActivity.Recorded> record(List<Activity> activities) {
        var answers = new ArrayList<RecordActivity.Recorded>();
        for (var activity : activities) {
            var key = activity.source() + " " + activity.reference();
            var before = told.get(key);
            if (before == null) {
                var id = new ActivityId(new UUID(7, told.size()));
                told.put(key, new Told(id, activity));
                answers.add(new RecordActivity.Recorded.New(id));
            } else if (before.activity().equals(activity)) {
                answers.add(new RecordActivity.Recorded.Repeated(before.id()));
            } else {
                answers.add(new RecordActivity.Recorded.Conflict(before.id(), List.of("content")));
            }
        }
        return answers;
    }

    @Override
    public Set<String> known(String source, Collection<String> references) {
        return byReference(source, references).keySet();
    }

    @Override
    public Map<String, ReadActivities.Recorded> byReference(String source, Collection<String> references) {
        return references.stream()
                .distinct()
                .filter(reference -> told.containsKey(source + " " + reference))
                .collect(Collectors.toMap(reference -> reference, reference -> {
                    var it = told.get(source + " " + reference);
                    var activity = it.activity();
                    return new ReadActivities.Recorded(
                            it.id(),
                            activity.member(),
                            activity.type(),
                            source,
                            reference,
                            activity.happenedAt(),
                            activity.happenedAt(),
                            activity.channel(),
                            activity.store(),
                            activity.amount(),
                            null);
                }));
    }

    @Override
    public Map<ActivityId, ReadActivities.Recorded> byId(MemberId member, Collection<ActivityId> ids) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Item> items(MemberId member, ActivityId id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Map<ActivityId, List<Item>> items(Map<ActivityId, MemberId> activities) {
        return told.values().stream()
                .filter(it -> activities.containsKey(it.id())
                        && !it.activity().items().isEmpty())
                .collect(Collectors.toMap(Told::id, it -> it.activity().items()));
    }

    @Override
    public Map<MemberId, Instant> firstPurchases(Collection<MemberId> members, Collection<ActivityId> except) {
        var first = new HashMap<MemberId, Instant>();
        for (var it : told.values()) {
            var activity = it.activity();
            if (activity.type().equals(ActivityType.PURCHASE)
                    && members.contains(activity.member())
                    && !except.contains(it.id())) {
                first.merge(activity.member(), activity.happenedAt(), (a, b) -> a.isBefore(b) ? a : b);
            }
        }
        return first;
    }

    @Override
    public Map<ActivityId, Money> refundedOf(MemberId member, Collection<ActivityId> purchases) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Map<ActivityId, ReadActivities.Recorded> byId(Map<ActivityId, MemberId> activities) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Map<ActivityId, Money> refundedOf(Map<ActivityId, MemberId> purchases) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Map<ActivityId, List<Item>> itemsRefundedOf(Map<ActivityId, MemberId> purchases) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Page timeline(MemberId member, Optional<Cursor> before, int limit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Instant> lastActivityAt(MemberId member) {
        throw new UnsupportedOperationException();
    }
}
