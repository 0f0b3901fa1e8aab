package io.perennial.points.domain;

import io.perennial.insights.Circumstances;
import io.perennial.insights.Item;
import io.perennial.points.EntryKind;
import io.perennial.points.RuleId;
import io.perennial.points.Why;
import io.perennial.points.domain.RuleBook.Rest;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * A purchase, what it earned, and what refunds made of it since.
 *
 * @param bought the purchase, with its items where a rule that paid asked for them
 * @param refunded money refunded so far
 * @param returned items that refunds have named so far
 * @param claimed points claimed back so far, by rule; what was waived then is not claimed again
 * @param growth taken back so far
 */
public record RefundablePurchase(
        String reference,
        Circumstances bought,
        List<Entry> earned,
        Money refunded,
        List<Item> returned,
        Map<RuleId, Claimed> claimed,
        long growth) {

    public RefundablePurchase {
        earned = List.copyOf(earned);
        returned = List.copyOf(returned);
        claimed = Map.copyOf(claimed);
    }

    /** @param whole whether nothing stays of what the rule paid */
    public record Claimed(long points, boolean whole) {

        static final Claimed NOTHING = new Claimed(0, false);

        Claimed and(Why.Reversed reversed) {
            return new Claimed(points + reversed.points(), whole || reversed.whole());
        }
    }

    /** With nothing refunded yet. */
    public static RefundablePurchase of(String reference, Circumstances bought, List<Entry> earned) {
        var paid = Objects.requireNonNull(bought.amount());
        return new RefundablePurchase(
                        reference, bought, List.of(), Money.zero(paid.getCurrencyUnit()), List.of(), Map.of(), 0)
                .earning(earned);
    }

    /**
     * As the ledger knows it: the purchase's own entries, and those that reverse it.
     *
     * @param returned items that those refunds named
     */
    public static RefundablePurchase of(
            String reference, Circumstances bought, List<Entry> earned, List<Entry> reversals, List<Item> returned) {
        var purchase = of(reference, bought, earned);
        for (var reversal : reversals) {
            if (reversal.kind() == EntryKind.TAKEN_BACK && reversal.why() instanceof Why.TakenBack back) {
                var amount = Money.of(purchase.paid().getCurrencyUnit(), back.amount());
                purchase = purchase.after(amount, List.of(), back.rules(), back.growth());
            }
        }
        return new RefundablePurchase(
                reference,
                purchase.bought,
                purchase.earned,
                purchase.refunded,
                returned,
                purchase.claimed,
                purchase.growth);
    }

    public Money paid() {
        return Objects.requireNonNull(bought.amount());
    }

    /** Whether so much can be refunded on top: in its currency, and all refunds together never more than was paid. */
    public boolean allows(Money amount, Money refundedBefore) {
        return amount.getCurrencyUnit().equals(paid().getCurrencyUnit())
                && !refundedBefore.plus(amount).isGreaterThan(paid());
    }

    /** With what it earned, where that was not known before; what was known of the member then stands in the entries. */
    public RefundablePurchase earning(List<Entry> entries) {
        var remembered = bought;
        for (var entry : entries) {
            if (entry.why() instanceof Why.Earned why
                    && why.trace() != null
                    && why.trace().known() != null) {
                remembered = remembering(remembered, why.trace().known());
            }
        }
        return new RefundablePurchase(reference, remembered, entries, refunded, returned, claimed, growth);
    }

    private static Circumstances remembering(Circumstances bought, Why.Known known) {
        var month = known.birthdayMonth();
        var day = LocalDate.of(2000, bought.local().getMonth(), 1);
        return new Circumstances(
                bought.member(),
                bought.type(),
                bought.happenedAt(),
                bought.channel(),
                bought.store(),
                bought.amount(),
                bought.items(),
                known.tier() == null ? bought.tier() : known.tier(),
                month == null ? bought.birthday() : month ? day : null,
                known.firstPurchase() == null ? bought.firstPurchase() : known.firstPurchase(),
                bought.zone(),
                both(bought.segments(), known.segments()));
    }

    /** Each entry knows only of the segments that its own rule asks for. */
    private static Set<String> both(Set<String> some, @Nullable Set<String> more) {
        if (more == null) {
            return some;
        }
        var all = new HashSet<>(some);
        all.addAll(more);
        return all;
    }

    /**
     * What a refund claims: all that the purchase earned and that was not claimed before, except what stays of it would
     * earn by the very rule versions that paid for the purchase. A whole refund claims all.
     *
     * @param items what went back, as far as the refund says it
     */
    public Claim claim(Money amount, List<Item> items, RuleBook rules) {
        var paidBy = paidBy();
        var stays = paid().minus(refunded).minus(amount);
        var back = new ArrayList<>(returned);
        back.addAll(items);
        var rest = stays.isPositive()
                ? rules.rest(paidBy, bought.of(stays, without(bought.items(), back)))
                : Map.<RuleId, Rest>of();
        var reversed = new ArrayList<Why.Reversed>();
        var points = 0L;
        var growthOfRest = 0L;
        for (var why : paidBy) {
            var id = why.rule().id();
            var left = rest.getOrDefault(id, Rest.NOTHING);
            var before = claimed.getOrDefault(id, Claimed.NOTHING);
            var due = Math.max(0, why.points() - before.points() - left.points());
            var whole = left.isNothing() && !before.whole();
            if (due > 0 || whole) {
                reversed.add(new Why.Reversed(why.rule(), due, whole));
            }
            points += due;
            growthOfRest += left.growth();
        }
        return new Claim(
                reference,
                amount,
                points,
                Math.max(0, earned.stream().mapToLong(Entry::growth).sum() - growth - growthOfRest),
                ownLots(),
                earned.getFirst().sequence(),
                reversed);
    }

    /** What each rule paid. */
    public List<Why.Earned> paidBy() {
        return earned.stream()
                .map(Entry::why)
                .filter(Why.Earned.class::isInstance)
                .map(Why.Earned.class::cast)
                .toList();
    }

    public RefundablePurchase after(Claim claim, List<Item> items) {
        return after(claim.amount(), items, claim.rules(), claim.growth());
    }

    private RefundablePurchase after(Money amount, List<Item> items, List<Why.Reversed> rules, long growthTaken) {
        var allClaimed = new HashMap<>(claimed);
        for (var each : rules) {
            allClaimed.merge(
                    each.rule().id(),
                    Claimed.NOTHING.and(each),
                    (before, now) -> new Claimed(before.points() + now.points(), before.whole() || now.whole()));
        }
        var allReturned = new ArrayList<>(returned);
        allReturned.addAll(items);
        return new RefundablePurchase(
                reference, bought, earned, refunded.plus(amount), allReturned, allClaimed, growth + growthTaken);
    }

    /** What is left of the items: what went back is taken off the line of that price first, then off any of that article. */
    private static List<Item> without(List<Item> items, List<Item> back) {
        var left = items.stream().mapToInt(Item::quantity).toArray();
        var missing = back.stream().mapToInt(Item::quantity).toArray();
        for (var samePrice : List.of(true, false)) {
            for (var b = 0; b < missing.length; b++) {
                for (var i = 0; i < left.length && missing[b] > 0; i++) {
                    var bought = items.get(i);
                    var gone = back.get(b);
                    if (bought.sku().equals(gone.sku())
                            && (!samePrice || bought.unitPrice().compareTo(gone.unitPrice()) == 0)) {
                        var taken = Math.min(left[i], missing[b]);
                        left[i] -= taken;
                        missing[b] -= taken;
                    }
                }
            }
        }
        var rest = new ArrayList<Item>();
        for (var i = 0; i < left.length; i++) {
            if (left[i] > 0) {
                var item = items.get(i);
                rest.add(new Item(item.sku(), item.name(), item.category(), left[i], item.unitPrice()));
            }
        }
        return rest;
    }

    private Set<Long> ownLots() {
        return earned.stream()
                .filter(entry -> entry.worth() > 0)
                .map(Entry::sequence)
                .collect(Collectors.toUnmodifiableSet());
    }
}
