package io.perennial.points.application;

import static java.util.stream.Collectors.toMap;

import io.perennial.insights.ActivityId;
import io.perennial.insights.ActivityType;
import io.perennial.insights.Circumstances;
import io.perennial.insights.Condition.Ask;
import io.perennial.insights.Item;
import io.perennial.insights.ReadActivities;
import io.perennial.insights.ReadActivities.Recorded;
import io.perennial.insights.ReadSegments;
import io.perennial.insights.ReadSegments.Stays;
import io.perennial.membership.MemberId;
import io.perennial.membership.Programme;
import io.perennial.membership.ReadMember;
import io.perennial.membership.ReadStanding;
import io.perennial.membership.ReadStanding.TierChange;
import io.perennial.membership.Standing;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tells what was so when activities happened, and what is left of those that were refunded, from the stream as it stands. */
@Component
class Witnesses {

    private final ReadActivities activities;
    private final ReadMember members;
    private final ReadStanding standings;
    private final ReadSegments segments;
    private final Programme programme;

    Witnesses(
            ReadActivities activities,
            ReadMember members,
            ReadStanding standings,
            ReadSegments segments,
            Programme programme) {
        this.activities = activities;
        this.members = members;
        this.standings = standings;
        this.segments = segments;
        this.programme = programme;
    }

    /** @param asks what any of the conditions asks for; nothing else is looked up */
    Map<ActivityId, Circumstances> of(Collection<Recorded> recorded, Set<Ask> asks) {
        var owners = owners(recorded);
        var people = Set.copyOf(owners.values());
        var purchases = owners(recorded.stream().filter(Witnesses::isPurchase).toList());
        var refunded = purchases.isEmpty() ? Map.<ActivityId, Money>of() : activities.refundedOf(purchases);
        var items = asks.contains(Ask.ITEMS) ? itemsLeft(owners, refunded.keySet()) : Map.<ActivityId, List<Item>>of();
        var tiers = asks.contains(Ask.TIER) ? tiers(recorded, people) : Map.<ActivityId, String>of();
        var birthdays = asks.contains(Ask.BIRTHDAY) ? members.birthdays(people) : Map.<MemberId, LocalDate>of();
        var first = asks.contains(Ask.FIRST_PURCHASE)
                ? activities.firstPurchases(people, Set.of())
                : Map.<MemberId, Instant>of();
        var stays = asks.contains(Ask.SEGMENTS) ? segments.stays(people) : Map.<MemberId, Stays>of();
        var circumstances = new HashMap<ActivityId, Circumstances>();
        for (var each : recorded) {
            circumstances.put(
                    each.id(),
                    new Circumstances(
                            each.member(),
                            each.type(),
                            each.happenedAt(),
                            each.channel(),
                            each.store(),
                            left(each.amount(), refunded.get(each.id())),
                            items.getOrDefault(each.id(), List.of()),
                            tiers.get(each.id()),
                            birthdays.get(each.member()),
                            isFirst(each, first.get(each.member())),
                            programme.zone(),
                            stays.getOrDefault(each.member(), Stays.NONE).at(each.happenedAt())));
        }
        return circumstances;
    }

    private static Map<ActivityId, MemberId> owners(Collection<Recorded> recorded) {
        return recorded.stream().collect(toMap(Recorded::id, Recorded::member, (one, same) -> one));
    }

    private static boolean isPurchase(Recorded recorded) {
        return recorded.type().equals(ActivityType.PURCHASE);
    }

    private static boolean isFirst(Recorded each, @Nullable Instant first) {
        return isPurchase(each) && (first == null || !first.isBefore(each.happenedAt()));
    }

    private static @Nullable Money left(@Nullable Money amount, @Nullable Money refunded) {
        if (amount == null || refunded == null) {
            return amount;
        }
        var left = amount.minus(refunded);
        return left.isNegative() ? Money.zero(amount.getCurrencyUnit()) : left;
    }

    /** The tier held when it happened, before what the activity itself brought about. */
    private Map<ActivityId, String> tiers(Collection<Recorded> recorded, Set<MemberId> people) {
        var held = standings.of(people);
        var changes = standings.changes(people);
        var tiers = new HashMap<ActivityId, String>();
        for (var each : recorded) {
            var steps = changes.getOrDefault(each.member(), List.of());
            var standing = held.get(each.member());
            steps.reversed().stream()
                    .filter(change -> change.happenedAt().isBefore(each.happenedAt()))
                    .map(TierChange::to)
                    .findFirst()
                    .or(() -> steps.stream().map(TierChange::from).findFirst())
                    .or(() -> Optional.ofNullable(standing).map(Standing::tier))
                    .ifPresent(tier -> tiers.put(each.id(), tier.code()));
        }
        return tiers;
    }

    /** Pieces that went back are taken off the line that they came from, as far as the refunds named them. */
    private Map<ActivityId, List<Item>> itemsLeft(Map<ActivityId, MemberId> owners, Set<ActivityId> refunded) {
        var items = new HashMap<>(activities.items(owners));
        if (!refunded.isEmpty()) {
            var ofRefunded = new HashMap<>(owners);
            ofRefunded.keySet().retainAll(refunded);
            activities
                    .itemsRefundedOf(ofRefunded)
                    .forEach((purchase, back) ->
                            items.computeIfPresent(purchase, (id, bought) -> without(bought, back)));
        }
        return items;
    }

    private static List<Item> without(List<Item> bought, List<Item> back) {
        var pieces = new HashMap<String, Integer>();
        back.forEach(item -> pieces.merge(item.sku(), item.quantity(), Integer::sum));
        var left = new ArrayList<Item>();
        for (var item : bought) {
            var gone = Math.min(item.quantity(), pieces.getOrDefault(item.sku(), 0));
            pieces.merge(item.sku(), -gone, Integer::sum);
            if (gone < item.quantity()) {
                left.add(new Item(item.sku(), item.name(), item.category(), item.quantity() - gone, item.unitPrice()));
            }
        }
        return left;
    }
}
