package io.perennial.points.domain;

import io.perennial.points.EntryKind;
import io.perennial.points.Why;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.joda.money.Money;

/**
 * A purchase, what it earned, and what refunds made of it since.
 *
 * @param refunded money refunded so far
 * @param points claimed back so far; what was waived then is not claimed again
 * @param growth taken back so far
 */
public record RefundablePurchase(
        String reference, Money paid, List<Entry> earned, Money refunded, long points, long growth) {

    public RefundablePurchase {
        earned = List.copyOf(earned);
    }

    /** As the ledger knows it: the purchase's own entries, and those that reverse it. */
    public static RefundablePurchase of(String reference, Money paid, List<Entry> earned, List<Entry> reversals) {
        var purchase = new RefundablePurchase(reference, paid, earned, Money.zero(paid.getCurrencyUnit()), 0, 0);
        for (var reversal : reversals) {
            if (reversal.kind() == EntryKind.TAKEN_BACK && reversal.why() instanceof Why.TakenBack takenBack) {
                purchase = new RefundablePurchase(
                        reference,
                        paid,
                        earned,
                        purchase.refunded.plus(Money.of(paid.getCurrencyUnit(), takenBack.amount())),
                        purchase.points + takenBack.due(),
                        purchase.growth + takenBack.growth());
            }
        }
        return purchase;
    }

    /** Whether so much can be refunded on top: in its currency, and all refunds together never more than was paid. */
    public boolean allows(Money amount, Money refundedBefore) {
        return amount.getCurrencyUnit().equals(paid.getCurrencyUnit())
                && !refundedBefore.plus(amount).isGreaterThan(paid);
    }

    /** With what it earned, where that was not known before. */
    public RefundablePurchase earning(List<Entry> entries) {
        return new RefundablePurchase(reference, paid, entries, refunded, points, growth);
    }

    /**
     * What a refund of this amount claims: all that the purchase earned and that was not claimed before, except what the
     * money that stays paid would earn by the very rule versions that paid for the purchase. A whole refund claims all.
     */
    public Claim claim(Money amount, RuleBook rules) {
        var rest = paid.minus(refunded).minus(amount);
        var pointsOfRest = 0L;
        var growthOfRest = 0L;
        if (rest.isPositive()) {
            for (var entry : earned) {
                if (entry.why() instanceof Why.Earned why) {
                    var award = rules.award(why.rule().id(), why.rule().version(), rest);
                    pointsOfRest += award.map(each -> each.points().value()).orElse(0L);
                    growthOfRest += award.map(Award::growth).orElse(0L);
                }
            }
        }
        return new Claim(
                reference,
                amount,
                Math.max(0, earned.stream().mapToLong(Entry::worth).sum() - points - pointsOfRest),
                Math.max(0, earned.stream().mapToLong(Entry::growth).sum() - growth - growthOfRest),
                ownLots(),
                earned.getFirst().sequence());
    }

    public RefundablePurchase after(Claim claim) {
        return new RefundablePurchase(
                reference,
                paid,
                earned,
                refunded.plus(claim.amount()),
                points + claim.points(),
                growth + claim.growth());
    }

    private Set<Long> ownLots() {
        return earned.stream()
                .filter(entry -> entry.worth() > 0)
                .map(Entry::sequence)
                .collect(Collectors.toUnmodifiableSet());
    }
}
