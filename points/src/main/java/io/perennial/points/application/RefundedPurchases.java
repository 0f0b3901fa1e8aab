package io.perennial.points.application;

import io.perennial.insights.ActivityId;
import io.perennial.insights.ActivityType;
import io.perennial.insights.Circumstances;
import io.perennial.insights.Condition.Ask;
import io.perennial.insights.Item;
import io.perennial.insights.ReadActivities;
import io.perennial.insights.ReadActivities.Recorded;
import io.perennial.membership.MemberId;
import io.perennial.membership.Programme;
import io.perennial.points.EarnPoints.Outcome;
import io.perennial.points.Why;
import io.perennial.points.domain.EarnRules;
import io.perennial.points.domain.Entry;
import io.perennial.points.domain.LedgerEntries;
import io.perennial.points.domain.LedgerEntries.EntryId;
import io.perennial.points.domain.RefundablePurchase;
import io.perennial.points.domain.RuleBook;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Judges refunds that name their purchase, and finds what they have to take back. The members' accounts are locked by then,
 * so that no two refunds of one purchase are judged at the same time.
 */
@Component
class RefundedPurchases {

    private final ReadActivities activities;
    private final LedgerEntries entries;
    private final EarnRules rules;
    private final Programme programme;

    RefundedPurchases(ReadActivities activities, LedgerEntries entries, EarnRules rules, Programme programme) {
        this.activities = activities;
        this.entries = entries;
        this.rules = rules;
        this.programme = programme;
    }

    /**
     * Refuses refunds that cannot be, and names the purchase of all others.
     *
     * @param refunds those of the call that name their purchase, in their order
     * @param recorded all others of the call, already in the stream
     * @return the purchases as they are before the call; without their entries, where the call itself tells them
     */
    Map<ActivityId, RefundablePurchase> judge(List<Told> refunds, List<Told> recorded) {
        var found = find(refunds);
        var own = new HashMap<ActivityId, Told>();
        recorded.stream().filter(Told::isNew).forEach(told -> own.putIfAbsent(told.id(), told));
        var purchases = load(refunds, found, own);

        var refundedByNow = new HashMap<ActivityId, Money>();
        purchases.forEach((id, purchase) -> refundedByNow.put(id, purchase.refunded()));
        var accepted = new HashSet<Key>();
        for (var refund : refunds) {
            if (found.containsKey(Key.of(refund)) || accepted.contains(Key.of(refund))) {
                refund.toldBefore = true;
                continue;
            }
            var id = purchaseOf(refund, found);
            var purchase = id == null ? null : purchases.get(id);
            if (id == null || purchase == null || own.getOrDefault(id, refund).position > refund.position) {
                refund.refusal = new Outcome.UnknownPurchase(Objects.requireNonNull(refund.activity.refundOf()));
                continue;
            }
            var amount = Objects.requireNonNull(refund.activity.amount());
            var before = Objects.requireNonNull(refundedByNow.get(id));
            if (!purchase.allows(amount, before)) {
                refund.refusal = new Outcome.RefundTooLarge(purchase.paid().toString(), before.toString());
                continue;
            }
            refund.purchase = id;
            refundedByNow.put(id, before.plus(amount));
            accepted.add(Key.of(refund));
        }
        return purchases;
    }

    /** Both the refunds themselves and what they name. */
    private Map<Key, Recorded> find(List<Told> refunds) {
        var bySource = new TreeMap<String, List<String>>();
        for (var refund : refunds) {
            var references = bySource.computeIfAbsent(refund.activity.source(), source -> new ArrayList<>());
            references.add(refund.activity.reference());
            references.add(Objects.requireNonNull(refund.activity.refundOf()));
        }
        var found = new HashMap<Key, Recorded>();
        bySource.forEach((source, references) -> activities
                .byReference(source, references)
                .forEach((reference, recorded) -> found.put(new Key(source, reference), recorded)));
        return found;
    }

    private Map<ActivityId, RefundablePurchase> load(
            List<Told> refunds, Map<Key, Recorded> found, Map<ActivityId, Told> own) {
        var named = new HashMap<ActivityId, Recorded>();
        for (var refund : refunds) {
            var purchase = found.get(Key.ofPurchase(refund));
            if (purchase != null && purchaseOf(refund, found) != null) {
                named.put(purchase.id(), purchase);
            }
        }
        var members = new HashMap<ActivityId, MemberId>();
        named.forEach((id, purchase) -> members.put(id, purchase.member()));
        members.keySet().removeAll(own.keySet());
        var earned = entries.of(members);
        var reversals = entries.reversing(
                earned.values().stream().map(list -> id(list.getFirst())).toList());
        var items = items(earned, reversals, members);

        var purchases = new HashMap<ActivityId, RefundablePurchase>();
        named.forEach((id, purchase) -> {
            var entriesOfIt = earned.getOrDefault(id, List.of());
            var told = own.get(id);
            if (told != null) {
                purchases.put(
                        id,
                        RefundablePurchase.of(
                                purchase.reference(), bought(purchase, told.activity.items()), List.of()));
            } else if (!entriesOfIt.isEmpty()) {
                var reversed = reversals.getOrDefault(id(entriesOfIt.getFirst()), List.of());
                purchases.put(
                        id,
                        RefundablePurchase.of(
                                purchase.reference(),
                                bought(purchase, items.getOrDefault(id, List.of())),
                                entriesOfIt,
                                reversed,
                                reversed.stream()
                                        .map(Entry::activity)
                                        .filter(Objects::nonNull)
                                        .flatMap(refund -> items.getOrDefault(refund, List.of()).stream())
                                        .toList()));
            }
        });
        return purchases;
    }

    /**
     * Those of purchases for which a rule paid that asks for items, and of the refunds of these. The stream knows them under
     * whom it has now; what was booked before a merge is booked under whom it was.
     */
    private Map<ActivityId, List<Item>> items(
            Map<ActivityId, List<Entry>> earned,
            Map<EntryId, List<Entry>> reversals,
            Map<ActivityId, MemberId> members) {
        var book = rules.knowing(earned.values().stream()
                .flatMap(List::stream)
                .map(Entry::why)
                .filter(Why.Earned.class::isInstance)
                .map(why -> ((Why.Earned) why).rule())
                .toList());
        var asked = new HashMap<ActivityId, MemberId>();
        earned.forEach((purchase, list) -> {
            if (list.stream().anyMatch(entry -> asksForItems(entry, book))) {
                var member = Objects.requireNonNull(members.get(purchase));
                asked.put(purchase, member);
                for (var reversal : reversals.getOrDefault(id(list.getFirst()), List.of())) {
                    if (reversal.activity() != null) {
                        asked.put(reversal.activity(), member);
                    }
                }
            }
        });
        return asked.isEmpty() ? Map.of() : activities.items(asked);
    }

    private static boolean asksForItems(Entry entry, RuleBook book) {
        return entry.why() instanceof Why.Earned why
                && book.version(why.rule().id(), why.rule().version()).asks().contains(Ask.ITEMS);
    }

    private Circumstances bought(Recorded purchase, List<Item> items) {
        return new Circumstances(
                purchase.member(),
                purchase.type(),
                purchase.happenedAt(),
                purchase.channel(),
                purchase.store(),
                purchase.amount(),
                items,
                null,
                null,
                false,
                programme.zone());
    }

    private static @Nullable ActivityId purchaseOf(Told refund, Map<Key, Recorded> found) {
        var purchase = found.get(Key.ofPurchase(refund));
        return purchase != null
                        && purchase.type().equals(ActivityType.PURCHASE)
                        && purchase.member().equals(refund.member())
                ? purchase.id()
                : null;
    }

    private static EntryId id(Entry entry) {
        return new EntryId(entry.member(), entry.sequence());
    }

    private record Key(String source, String reference) {

        static Key of(Told told) {
            return new Key(told.activity.source(), told.activity.reference());
        }

        static Key ofPurchase(Told refund) {
            return new Key(refund.activity.source(), Objects.requireNonNull(refund.activity.refundOf()));
        }
    }
}
