package io.perennial.insights.adapter.jooq;

import static io.perennial.insights.adapter.jooq.generated.tables.InsightsActivity.INSIGHTS_ACTIVITY;
import static java.util.stream.Collectors.toMap;

import io.perennial.insights.ActivityId;
import io.perennial.insights.ActivityType;
import io.perennial.insights.Circumstances;
import io.perennial.insights.Item;
import io.perennial.insights.ReadActivities.Recorded;
import io.perennial.insights.domain.Kept;
import io.perennial.membership.MemberId;
import io.perennial.membership.Programme;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.joda.money.Money;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

/** What members did, as it stands now that some of it went back. */
@Repository
class JooqDeeds {

    private final DSLContext dsl;
    private final JooqActivities activities;
    private final Programme programme;

    JooqDeeds(DSLContext dsl, JooqActivities activities, Programme programme) {
        this.dsl = dsl;
        this.activities = activities;
        this.programme = programme;
    }

    /** All that the member did of these types. */
    Collection<Circumstances> of(MemberId member, Set<String> types, boolean items) {
        var recorded = dsl.selectFrom(INSIGHTS_ACTIVITY)
                .where(INSIGHTS_ACTIVITY.MEMBER_ID.eq(member.value()), INSIGHTS_ACTIVITY.TYPE.in(types))
                .fetch(JooqActivities::toRecorded);
        return of(recorded, items).values();
    }

    /** Purchases that went back whole are absent. */
    Map<ActivityId, Circumstances> of(Collection<Recorded> recorded, boolean withItems) {
        var purchases = purchases(recorded);
        return of(recorded, purchases.isEmpty() ? Map.of() : activities.refundedOf(purchases), withItems);
    }

    /** @param refunded of the purchases among them what went back */
    Map<ActivityId, Circumstances> of(
            Collection<Recorded> recorded, Map<ActivityId, Money> refunded, boolean withItems) {
        var purchases = purchases(recorded);
        var items = withItems ? activities.items(purchases) : Map.<ActivityId, List<Item>>of();
        var back = withItems && !refunded.isEmpty()
                ? activities.itemsRefundedOf(only(purchases, refunded.keySet()))
                : Map.<ActivityId, List<Item>>of();
        var deeds = new HashMap<ActivityId, Circumstances>();
        for (var each : recorded) {
            var paid = each.amount();
            if (paid == null || !Kept.nothing(paid, refunded.get(each.id()))) {
                deeds.put(
                        each.id(),
                        new Circumstances(
                                each.member(),
                                each.type(),
                                each.happenedAt(),
                                each.channel(),
                                each.store(),
                                paid == null ? null : Kept.amount(paid, refunded.get(each.id())),
                                Kept.items(
                                        items.getOrDefault(each.id(), List.of()),
                                        back.getOrDefault(each.id(), List.of())),
                                null,
                                null,
                                false,
                                programme.zone()));
            }
        }
        return deeds;
    }

    private static Map<ActivityId, MemberId> purchases(Collection<Recorded> recorded) {
        return recorded.stream()
                .filter(each -> each.type().equals(ActivityType.PURCHASE))
                .collect(toMap(Recorded::id, Recorded::member));
    }

    private static Map<ActivityId, MemberId> only(Map<ActivityId, MemberId> all, Set<ActivityId> these) {
        var some = new HashMap<>(all);
        some.keySet().retainAll(these);
        return some;
    }
}
