package io.perennial.membership;

import java.time.Instant;
import java.util.Optional;

/**
 * A tier below which a member does not fall, set by staff with a reason.
 *
 * @param until the first moment at which it protects no more; nothing for a lifetime
 */
public record TierFloor(String tier, Optional<Instant> until) {

    public boolean isForLife() {
        return until.isEmpty();
    }
}
