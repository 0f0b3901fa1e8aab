package io.perennial.insights.domain;

import io.perennial.insights.Activity;
import io.perennial.insights.ActivityId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An activity on its way into the stream.
 *
 * @param refunded the purchase that this refund gives money back for, where it is known
 */
public record Entry(
        ActivityId id,
        Activity activity,
        Fingerprint fingerprint,
        @Nullable ActivityId refunded,
        Instant recordedAt) {

    public BusinessKey key() {
        return BusinessKey.of(activity);
    }

    Told told() {
        return new Told(id, activity.member(), activity.type(), fingerprint);
    }
}
