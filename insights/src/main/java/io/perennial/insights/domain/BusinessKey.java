package io.perennial.insights.domain;

import io.perennial.insights.Activity;
import java.util.Comparator;
import java.util.Optional;

/**
 * What makes an activity that activity: who tells it, and their own number for it. The order is the one in which the
 * database keeps the keys, so that two batches that overlap meet at the same key first and one waits for the other.
 */
public record BusinessKey(String source, String reference) implements Comparable<BusinessKey> {

    private static final Comparator<BusinessKey> ORDER =
            Comparator.comparing(BusinessKey::source).thenComparing(BusinessKey::reference);

    static BusinessKey of(Activity activity) {
        return new BusinessKey(activity.source(), activity.reference());
    }

    /** The key of the purchase that a refund names. */
    static Optional<BusinessKey> ofRefunded(Activity activity) {
        return Optional.ofNullable(activity.refundOf()).map(reference -> new BusinessKey(activity.source(), reference));
    }

    @Override
    public int compareTo(BusinessKey other) {
        return ORDER.compare(this, other);
    }
}
